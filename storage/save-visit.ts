import type { Updateable } from 'kysely';
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
import { captureRow, hasBytes, saveCapture } from './captures.ts';
import { saveChange, saveRemark } from './changes.ts';
import { addDeliveries } from './deliveries.ts';
import { saveDerivation } from './derivations.ts';
import type { TraitedChange } from './drifts.ts';
import { listEditTimes, NO_EDITS } from './edit-times.ts';
import { oweLikenesses, retryLikenesses } from './likenesses.ts';
import type { Db } from './open-database.ts';
import { type PackedPayload, packPayload } from './payloads.ts';
import { countSignal } from './revisits.ts';
import { toStorableText } from './storable-text.ts';
import { storeVisit } from './store-visit.ts';
import type { ArticlesTable } from './tables.ts';
import { versionWordsRow } from './version-words.ts';
import { versionRow } from './versions.ts';

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
  /** The channels that a change of this visit goes to; decided within the transaction that stores it. */
  channelsFor: (change: Change, tx: Db) => string[] | Promise<string[]>;
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
  const { article, page } = visit;
  // Before the transaction: compressing takes its time, and needs nothing that others might alter meanwhile.
  const isFirst = article.visits === 0;
  const payload = hasBytes(page) ? await packPayload(db, article.id, page.bytes, { isFirst }) : null;
  if (isPlain(visit)) {
    return await saveWhatItWas(db, visit, { payload, plan: await planNext(db, visit) }, now);
  }
  return await db.transaction().execute(async (tx) => {
    const saved = await saveWhatItWas(tx, visit, { payload, plan: null }, now);
    return saved === null ? null : await saveWhatCameOfIt(tx, visit, saved, now);
  });
}

/** Whether nothing came of a visit but a capture, and perhaps the first version: that is one statement. */
function isPlain({ article, verdict, counterpart = null, likenesses = [] }: FinishedVisit): boolean {
  const hasEvents = verdict.change !== null || verdict.remarks.length > 0 || likenesses.length > 0;
  return (
    !hasEvents && counterpart === null && verdict.movedTo === null && verdict.mergedInto === null && !wasTold(article)
  );
}

async function planNext(db: Db, { article, planVisit }: FinishedVisit): Promise<VisitPlan> {
  const { changedAt, touchedAt } = article.versions > 0 ? await listEditTimes(db, article.id) : NO_EDITS;
  return planVisit(changedAt, touchedAt);
}

/** `plan`: `null` where what is still to be stored counts for it. */
type Prepared = { payload: PackedPayload | null; plan: VisitPlan | null };

/** Capture, bytes and version, and what the article is from now on. */
async function saveWhatItWas(
  db: Db,
  visit: FinishedVisit,
  { payload, plan }: Prepared,
  now: Date,
): Promise<SavedVisit | null> {
  const { article, page, verdict } = visit;
  const { outcome, reason } = verdict;
  const answer = { articleId: article.id, fetchedAt: now, url: article.url, page, outcome, reason };
  const noarchive = visit.noarchive ?? false;
  const capture = captureRow({ ...answer, noarchive, render: visit.mode ?? 'http' }, payload?.id ?? null);
  const number = verdict.version === null ? null : article.versions + 1;
  const version =
    verdict.version === null || number === null
      ? null
      : versionRow({
          ...{ articleId: article.id, number, captureId: capture.id, seenAt: now },
          ...{ record: verdict.version, rules: visit.readBy.rules },
        });
  const planned = plan === null ? {} : planAfter(visit, plan);
  const rows = {
    article: { ...articleAfter(visit, now), ...planned },
    capture,
    payload: payload?.row ?? null,
    version,
    words: version === null ? null : versionWordsRow(version, article.source_id),
  };
  if (!(await storeVisit(db, article, rows))) return null;
  return { captureId: capture.id, version: number, changeId: null, remarkIds: [], nextVisitAt: plan?.at ?? null };
}

/** What follows from a change or from what befell the article, down to when the next visit is. */
async function saveWhatCameOfIt(tx: Db, visit: FinishedVisit, saved: SavedVisit, now: Date): Promise<SavedVisit> {
  const { article, verdict } = visit;
  const { captureId } = saved;
  await saveCounterpart(tx, visit, captureId, now);
  await noteLikenesses(tx, visit, now);
  const changeId = await saveChangeOf(tx, visit, now);
  const remarkIds = await saveRemarks(tx, visit, captureId, now);
  const plan = await planNext(tx, visit);
  await tx.updateTable('articles').set(planAfter(visit, plan)).where('id', '=', article.id).execute();
  await keepNewAddress(tx, visit, now);
  if (verdict.mergedInto !== null) await mergeOrVisitAgain(tx, article.id, verdict.mergedInto, now);
  if (wasTold(article)) await countSignal(tx, article.source_id, verdict.change !== null);
  return { ...saved, changeId, remarkIds, nextVisitAt: plan.at };
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

async function saveChangeOf(tx: Db, visit: FinishedVisit, now: Date): Promise<string | null> {
  const { article, verdict } = visit;
  if (verdict.change === null || verdict.version === null) return null;
  const traits = visit.traitsOf(verdict.change);
  const { readBy } = visit;
  const between = { articleId: article.id, from: article.versions, to: article.versions + 1, traits, readBy };
  const id = await saveChange(tx, between, verdict.change, now);
  await addDeliveries(tx, id, await visit.channelsFor(verdict.change, tx), now);
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
    await addDeliveries(tx, id, await visit.channelsFor(remark, tx), now);
    await visit.watchDrift(tx, { id, traits });
  }
  return ids;
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

/** The article as it is after the visit, but for its plan. */
function articleAfter(visit: FinishedVisit, now: Date): Updateable<ArticlesTable> {
  const { article, verdict } = visit;
  const url = verdict.movedTo ?? article.url;
  const record = verdict.version;
  return {
    url,
    host: hostOf(url),
    life: JSON.stringify(verdict.life),
    last_visit_at: now,
    last_outcome: verdict.outcome,
    failures: visit.failures,
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
  };
}

function planAfter({ verdict }: FinishedVisit, plan: VisitPlan): Updateable<ArticlesTable> {
  return {
    status: plan.at === null && verdict.status === 'live' ? 'retired' : verdict.status,
    next_visit_at: plan.at,
    next_visit_why: plan.why,
    liveliness: plan.liveliness,
  };
}

async function keepNewAddress(tx: Db, { article, verdict }: FinishedVisit, now: Date): Promise<void> {
  if (verdict.movedTo === null) return;
  await tx
    .insertInto('article_urls')
    .values({ url: verdict.movedTo, article_id: article.id, first_seen_at: now })
    .onConflict((conflict) => conflict.column('url').doNothing())
    .execute();
}
