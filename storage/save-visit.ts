import { sql } from 'kysely';
import type { Article } from '../src/model/article.ts';
import type { Change } from '../src/model/change.ts';
import type { Traits } from '../src/model/drift.ts';
import { hostOf } from '../src/model/host-of.ts';
import type { LikenessKind } from '../src/model/likeness.ts';
import type { Outcome } from '../src/model/outcome.ts';
import type { FetchedPage } from '../src/model/page.ts';
import { primaryLanguage } from '../src/model/primary-language.ts';
import type { ReadBy } from '../src/model/read-by.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { VisitPlan } from '../src/model/revisit.ts';
import type { Verdict } from '../src/model/visit.ts';
import { mergeArticle } from './aliases.ts';
import type { StoredArticle } from './articles.ts';
import { saveCapture } from './captures.ts';
import { saveChange, saveRemark } from './changes.ts';
import { addDeliveries } from './deliveries.ts';
import { saveDerivation } from './derivations.ts';
import type { TraitedChange } from './drifts.ts';
import { oweLikenesses, retryLikenesses } from './likenesses.ts';
import type { Db } from './open-database.ts';
import { countSignal } from './revisits.ts';
import { toStorableText } from './storable-text.ts';
import { saveVersion } from './versions.ts';

/** A visit that is over and is to be kept. */
export type FinishedVisit = {
  /** As it was loaded when the visit began. */
  article: StoredArticle;
  /** The answer, where there was one. */
  page: FetchedPage | null;
  /** Whether the page asks not to be archived. */
  noarchive?: boolean;
  verdict: Verdict;
  /** The address that the page gave for its own, where it is another; `undefined`: no page was read. */
  claimedUrl?: string | null;
  /** What read the page, and the version before for the comparison with it. */
  readBy: ReadBy;
  /** Decides the next visit from when each version after the first was seen, and when the page was merely touched. */
  planVisit: (changedAt: Date[], touchedAt: Date[]) => VisitPlan;
  failures: number;
  /** How it was fetched. */
  mode?: RenderMode;
  /** The article as it was read in the other mode at the same time, or in this one for the first time. */
  counterpart?: Counterpart | null;
  /** Plain requests do not give it, and there was no browser. */
  wantsBrowser?: boolean;
  /** The likenesses that its source asks for of each version. */
  likenesses?: LikenessKind[];
  /** The channels that a change of this visit goes to. */
  channelsFor: (change: Change) => string[];
  /** What a change may have in common with others of its source. */
  traitsOf: (change: Change) => Traits;
  /** Looks, within the transaction, whether a change belongs to a drift of its source. */
  watchDrift: (tx: Db, change: TraitedChange) => Promise<void>;
};

/** Another reading of the article's newest version. `page`: what it was read from, where it is not the visit's own page. */
export type Counterpart = { mode: RenderMode; by: ReadBy; record: Article; page: FetchedPage | null };

export type SavedVisit = {
  captureId: string;
  version: number | null;
  changeId: string | null;
  /** Changes that no version came of: what befell the article, and noise. */
  remarkIds: string[];
  nextVisitAt: Date | null;
};

/**
 * Keeps a visit: capture, bytes, version, change, pending deliveries and the next visit commit together or not at
 * all. `null`, and nothing stored, when another visit of the same article was stored since this one began.
 */
export async function saveVisit(db: Db, visit: FinishedVisit, now: Date): Promise<SavedVisit | null> {
  const { article, page, verdict } = visit;
  return await db.transaction().execute(async (tx) => {
    if (!(await lockUnvisited(tx, article))) return null;
    const captureId = await saveCapture(tx, {
      articleId: article.id,
      fetchedAt: now,
      url: article.url,
      page,
      outcome: verdict.outcome,
      reason: verdict.reason,
      noarchive: visit.noarchive ?? false,
      render: visit.mode ?? 'http',
    });
    const version = verdict.version === null ? null : article.versions + 1;
    if (verdict.version !== null && version !== null) {
      await saveVersion(tx, {
        articleId: article.id,
        number: version,
        captureId,
        seenAt: now,
        record: verdict.version,
        rules: visit.readBy.rules,
      });
    }
    await saveCounterpart(tx, visit, captureId, now);
    await noteLikenesses(tx, visit, now);
    const changeId = await saveChangeOf(tx, visit, now);
    const remarkIds = await saveRemarks(tx, visit, captureId, now);
    const isKnown = article.versions > 0;
    const { changedAt, touchedAt } = isKnown ? await listEditTimes(tx, article.id) : NO_EDITS;
    const plan = visit.planVisit(changedAt, touchedAt);
    await updateArticle(tx, visit, plan, now);
    if (verdict.mergedInto !== null) await mergeOrVisitAgain(tx, article.id, verdict.mergedInto, now);
    if (wasTold(article)) await countSignal(tx, article.source_id, verdict.change !== null);
    return { captureId, version, changeId, remarkIds, nextVisitAt: plan.at };
  });
}

/** Visits with these outcomes found the newest version as it stood. */
const STANDING: Outcome[] = ['unchanged', 'noise', 'not-modified'];

/** A new version owes likenesses; one that still stands owes those that could not be taken yet. */
async function noteLikenesses(tx: Db, { article, verdict, likenesses = [] }: FinishedVisit, now: Date): Promise<void> {
  if (likenesses.length === 0) return;
  const owed = { articleId: article.id, kinds: likenesses };
  if (verdict.version !== null) await oweLikenesses(tx, { ...owed, number: article.versions + 1 }, now);
  else if (STANDING.includes(verdict.outcome)) await retryLikenesses(tx, { ...owed, number: article.versions }, now);
}

/** Keeps the other reading beside the version that is the newest after this visit, with the bytes that it is of. */
async function saveCounterpart(tx: Db, visit: FinishedVisit, captureId: string, now: Date): Promise<void> {
  const { article, counterpart = null, verdict } = visit;
  const number = article.versions + (verdict.version === null ? 0 : 1);
  if (counterpart === null || number === 0) return;
  const { mode, by, record, page } = counterpart;
  const other = {
    articleId: article.id,
    fetchedAt: now,
    url: article.url,
    page,
    outcome: 'unchanged' as const,
    reason: `The same visit in the mode "${mode}": what version ${number} is there.`,
    noarchive: visit.noarchive ?? false,
    render: mode,
  };
  const from = page === null ? captureId : await saveCapture(tx, other);
  await saveDerivation(tx, { articleId: article.id, number, by, record, captureId: from }, now);
}

/** Where the other article was merged itself in the meantime, the next visit finds what it is now. */
async function mergeOrVisitAgain(tx: Db, id: string, into: string, now: Date): Promise<void> {
  if (await mergeArticle(tx, id, into, now)) return;
  await tx.updateTable('articles').set({ status: 'live', next_visit_at: now }).where('id', '=', id).execute();
}

async function lockUnvisited(tx: Db, article: StoredArticle): Promise<boolean> {
  const row = await tx
    .selectFrom('articles')
    .select('visits')
    .where('id', '=', article.id)
    .forUpdate()
    .executeTakeFirst();
  return row?.visits === article.visits;
}

async function saveChangeOf(tx: Db, visit: FinishedVisit, now: Date): Promise<string | null> {
  const { article, verdict } = visit;
  if (verdict.change === null || verdict.version === null) return null;
  const traits = visit.traitsOf(verdict.change);
  const { readBy } = visit;
  const between = { articleId: article.id, from: article.versions, to: article.versions + 1, traits, readBy };
  const id = await saveChange(tx, between, verdict.change, now);
  await addDeliveries(tx, id, visit.channelsFor(verdict.change), now);
  await visit.watchDrift(tx, { id, traits });
  return id;
}

/** What befell the article, and noise: of the version that is the newest after this visit. */
async function saveRemarks(tx: Db, visit: FinishedVisit, captureId: string, now: Date): Promise<string[]> {
  const { article, verdict } = visit;
  const version = article.versions + (verdict.version === null ? 0 : 1);
  const ids: string[] = [];
  for (const remark of verdict.remarks) {
    const traits = visit.traitsOf(remark);
    const id = await saveRemark(tx, { articleId: article.id, version, captureId, traits }, remark, now);
    if (id === null) continue;
    ids.push(id);
    if (remark.noise) continue;
    await addDeliveries(tx, id, visit.channelsFor(remark), now);
    await visit.watchDrift(tx, { id, traits });
  }
  return ids;
}

type EditTimes = { changedAt: Date[]; touchedAt: Date[] };

/** What an article has that was just captured for the first time. */
const NO_EDITS: EditTimes = { changedAt: [], touchedAt: [] };

/**
 * When each edit was seen, and when a page's modified time was seen to have moved with nothing changed. What a drift
 * brought was no edit, nor what turned out to be noise, nor a version that nothing could be compared with: no change
 * rate is learned from them.
 */
async function listEditTimes(tx: Db, articleId: string): Promise<EditTimes> {
  const rows = await tx
    .selectFrom('changes as c')
    .leftJoin('versions as v', (join) =>
      join.onRef('v.article_id', '=', 'c.article_id').onRef('v.number', '=', 'c.to_version'),
    )
    .leftJoin('drifts as d', 'd.id', 'c.drift_id')
    .select(['c.touched', sql<Date>`case when c.touched then c.detected_at else v.seen_at end`.as('at')])
    .where('c.article_id', '=', articleId)
    .where((eb) =>
      eb.or([
        eb.and([eb('c.touched', '=', true), eb('c.from_version', '=', eb.ref('c.to_version'))]),
        eb.and([eb('c.noise', '=', false), eb('c.from_version', '<>', eb.ref('c.to_version'))]),
      ]),
    )
    .where(sql<boolean>`coalesce(d.status, 'accepted') = 'accepted'`)
    .orderBy('at')
    .execute();
  const timesOf = (touched: boolean) => rows.filter((row) => row.touched === touched).map((row) => row.at);
  return { changedAt: timesOf(false), touchedAt: timesOf(true) };
}

/** Whether a feed or sitemap told of an edit since the visit before. */
function wasTold({ told_at: toldAt, last_visit_at: lastVisitAt }: StoredArticle): boolean {
  return toldAt !== null && lastVisitAt !== null && toldAt > lastVisitAt;
}

/**
 * What the next request is made conditional on (RFC 9110 § 13.1): the validators of the last answer that held the
 * article. A stub, a consent page or an error leaves them as they are, lest a 304 stand for that.
 */
function chooseValidators(visit: FinishedVisit) {
  const { article, page, verdict } = visit;
  const before = { etag: article.etag, last_modified: article.last_modified };
  const isArticle = ['new', 'changed', 'noise', 'unchanged', 'moved'].includes(verdict.outcome);
  if (page === null || page.status === 304 || !isArticle) return before;
  // What a script loads may change behind a page that does not.
  if (visit.mode === 'browser') return { etag: null, last_modified: null };
  return { etag: page.headers.etag ?? null, last_modified: page.headers['last-modified'] ?? null };
}

async function updateArticle(tx: Db, visit: FinishedVisit, plan: VisitPlan, now: Date): Promise<void> {
  const { article, verdict } = visit;
  const url = verdict.movedTo ?? article.url;
  const record = verdict.version;
  await tx
    .updateTable('articles')
    .set({
      url,
      host: hostOf(url),
      status: plan.at === null && verdict.status === 'live' ? 'retired' : verdict.status,
      life: JSON.stringify(verdict.life),
      next_visit_at: plan.at,
      next_visit_why: plan.why,
      liveliness: plan.liveliness,
      last_visit_at: now,
      last_outcome: verdict.outcome,
      failures: visit.failures,
      visits: article.visits + 1,
      wants_browser: visit.wantsBrowser ?? false,
      ...(visit.claimedUrl === undefined ? {} : { render: visit.counterpart?.mode ?? visit.mode ?? 'http' }),
      ...chooseValidators(visit),
      ...(visit.claimedUrl === undefined ? {} : { claimed_url: visit.claimedUrl }),
      ...(record === null
        ? {}
        : {
            headline: record.headline === null ? article.headline : toStorableText(record.headline),
            published_at: record.publishedAt,
            language: primaryLanguage(record.language),
            versions: article.versions + 1,
            ...(verdict.change === null ? {} : { last_change_at: now }),
          }),
    })
    .where('id', '=', article.id)
    .execute();
  if (verdict.movedTo !== null) {
    await tx
      .insertInto('article_urls')
      .values({ url: verdict.movedTo, article_id: article.id, first_seen_at: now })
      .onConflict((conflict) => conflict.column('url').doNothing())
      .execute();
  }
}
