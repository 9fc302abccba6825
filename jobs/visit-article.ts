import { listTraits } from '../src/compare/drift/list-traits.ts';
import { judgeVisit } from '../src/compare/judge-visit.ts';
import { forbidsArchiving } from '../src/fetch/forbids-archiving.ts';
import type { Article } from '../src/model/article.ts';
import type { Life } from '../src/model/life.ts';
import { likenessesOf } from '../src/model/likeness.ts';
import type { Reading } from '../src/model/page.ts';
import { modeOf, rendererIn } from '../src/model/read-by.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { RevisitPlan } from '../src/model/revisit.ts';
import type { Rules, Source } from '../src/model/source.ts';
import type { PastVersion, Verdict } from '../src/model/visit.ts';
import { planVisit } from '../src/revisit/next-visit-at.ts';
import { loadArticle, type StoredArticle } from '../storage/articles.ts';
import { type FinishedVisit, type SavedVisit, saveVisit } from '../storage/save-visit.ts';
import { latestVersion, type VersionRecord } from '../storage/versions.ts';
import { bornAtOf } from './born-at-of.ts';
import { type AlertedArticle, channelsFor } from './channels-for.ts';
import { claimOfArticle } from './claim-of-article.ts';
import { type CurrentRecord, currentReader, deriveRecord } from './current-record.ts';
import { findTwin } from './find-twin.ts';
import { listHistory } from './list-history.ts';
import { lookAtArticle, type Sight } from './look-at-article.ts';
import { findSource, rulesOf, type Stet } from './stet.ts';
import { watchDrift } from './watch-drift.ts';
import { whereItLanded } from './where-it-landed.ts';

/** What a visit came to, for whoever watches. */
export type VisitReport = { article: StoredArticle; verdict: Verdict; saved: SavedVisit };

/**
 * One visit of one article: fetch it, read it, and keep what came of it. Safe to run twice. `null` when there was
 * nothing to do: it is not due, its source is switched off, somebody else was here first, or its host is busy.
 */
export async function visitArticle(
  stet: Stet,
  { articleId }: { articleId: string },
  now: Date,
): Promise<VisitReport | null> {
  const { db, session } = stet.database;
  const claim = claimOfArticle(articleId);
  if (!(await session.tryClaim(claim))) return null;
  try {
    const article = await loadArticle(db, articleId);
    const source = article === null ? null : findSource(stet, article.source_id);
    if (article === null || source === null || !isDue(article, now)) return null;

    const rules = rulesOf(source);
    const sight = await lookAtArticle(stet, source, article, now);
    if (sight.kind === 'busy') return null;
    const { fetched, reading, mode } = sight;
    const isKnown = article.versions > 0;
    const latest = isKnown ? await latestVersion(db, articleId) : null;
    const base = latest === null ? null : await readBase(stet, rules, { latest, reading, mode }, now);
    const landed = whereItLanded(source, article, fetched);
    const { before, unreadable } = baseOf(base, reading);
    const sighting = await findTwin(stet, source, { article, fetched, reading, landing: landed, before }, now);
    const { landing, twin, plain } = sighting;
    const isChanged = isEdited(base, reading);
    const by = currentReader(rules, rendererIn(mode));
    const history = isChanged ? await listHistory(db, articleId, by, now) : listNewest(latest);
    const { confirmations } = source.schedule.revisit;
    const findings = { article, before, unreadable, history, fetched, reading, landing, twin, plain, confirmations };
    const verdict = tellFirstLook(judgeVisit(findings, now), { base, latest, reading, mode });

    const claimedUrl = reading?.kind === 'article' ? sighting.claimedUrl : undefined;
    const plan = await stet.plans.planOf(source);
    const visit = { article, before, sight: withCounterpart(sight, base, rules), verdict, claimedUrl, plan };
    const saved = await saveVisit(db, finishVisit(stet, source, visit, now), now);
    return saved === null ? null : { article, verdict, saved };
  } finally {
    await session.release(claim);
  }
}

/** The newest version to compare the page with, read as that was. Where no article was read, nothing is compared. */
async function readBase(
  { database: { db }, readers }: Stet,
  rules: Rules,
  { latest, reading, mode }: { latest: VersionRecord; reading: Reading | null; mode: RenderMode },
  now: Date,
): Promise<CurrentRecord> {
  if (reading?.kind !== 'article') return { kind: 'record', record: latest.record, isFresh: false };
  return await deriveRecord({ db, readers }, rules, latest, rendererIn(mode), now);
}

/**
 * The newest version as it is read today, or why there is nothing to compare with. One that was never read in the mode
 * of this visit, and cannot be read in its own any more, is taken to be what is there now: what differs may be the
 * mode's doing, and a version never arises from that.
 */
function baseOf(
  base: CurrentRecord | null,
  reading: Reading | null,
): { before: Article | null; unreadable: string | null } {
  if (base === null) return { before: null, unreadable: null };
  if (base.kind === 'other-mode') {
    return { before: reading?.kind === 'article' ? reading.article : null, unreadable: null };
  }
  return base.kind === 'record' ? { before: base.record, unreadable: null } : { before: null, unreadable: base.reason };
}

/** All of its history that a page is judged by which differs from the newest version in nothing: that there is one. */
function listNewest(latest: VersionRecord | null): PastVersion[] {
  if (latest === null) return [];
  const { number, seenAt, record } = latest;
  return [{ number, seenAt, digest: null, gist: null, headline: record.headline, kinds: [] }];
}

/** Whether the page differs from the newest version at all, in furniture perhaps. */
function isEdited(base: CurrentRecord | null, reading: Reading | null): boolean {
  return base?.kind === 'record' && reading?.kind === 'article' && base.record.digest !== reading.article.digest;
}

/** The visit's own reading, where it is what the newest version is in this mode from now on. */
function withCounterpart(sight: Sight, base: CurrentRecord | null, rules: Rules): Sight {
  const { mode, reading } = sight;
  if (base?.kind !== 'other-mode' || reading?.kind !== 'article') return sight;
  const by = currentReader(rules, rendererIn(mode));
  return { ...sight, counterpart: { mode, by, record: reading.article, page: null } };
}

type FirstLook = {
  base: CurrentRecord | null;
  latest: VersionRecord | null;
  reading: Reading | null;
  mode: RenderMode;
};

/** Says of an article's first look in a mode, or by a version of rendering, what it is taken for, and what cannot be known. */
function tellFirstLook(verdict: Verdict, { base, latest, reading, mode }: FirstLook): Verdict {
  if (base?.kind !== 'other-mode' || latest === null || verdict.outcome !== 'unchanged') return verdict;
  // The same to the letter: there is nothing that could not be told.
  if (reading?.kind === 'article' && reading.article.digest === latest.record.digest) return verdict;
  const before = modeOf(latest.rules);
  const [was, alters] =
    before === mode
      ? ['by another version of rendering before, which is not there any more', 'rendering']
      : [`in the mode "${before}" before, which does not give it any more`, 'the mode'];
  const reason = `It was read ${was}. What is read now is taken for version ${latest.number}: an edit since the last visit could not be told from what ${alters} alters.`;
  return { ...verdict, reason };
}

function isDue(article: StoredArticle, now: Date): boolean {
  return article.next_visit_at !== null && article.next_visit_at <= now;
}

/** Outcomes that brought no answer about the article itself: each in a row makes the next visit come later. */
const FAILURES = ['failed', 'throttled', 'blocked', 'disallowed'];

/** Whether something has befallen the article that a later visit has to confirm. */
function isInDoubt({ doubt, move }: Life): boolean {
  return doubt !== null || move !== null;
}

/** The article as alerts look at it. */
function alertedArticle({ article, before, verdict }: VisitParts): AlertedArticle {
  const { headline, language } = verdict.version ?? article;
  const versions = [before, verdict.version].filter((version) => version !== null);
  return { headline, language, status: verdict.status, versions };
}

/** Whether only the address was found where the article is to be read. */
function isElsewhere({ versions }: StoredArticle, { movedTo, version }: Verdict): boolean {
  return versions === 0 && movedTo !== null && version === null;
}

type VisitParts = {
  article: StoredArticle;
  /** The newest version before this visit. */
  before: Article | null;
  sight: Sight;
  verdict: Verdict;
  claimedUrl: string | null | undefined;
  plan: RevisitPlan;
};

/** All that is to be kept of a visit: what it came to, and when the next one is due. */
function finishVisit(stet: Stet, source: Source, visit: VisitParts, now: Date): FinishedVisit {
  const { article, sight, verdict, claimedUrl, plan } = visit;
  const { fetched, mode, counterpart, wantsBrowser } = sight;
  const failures = FAILURES.includes(verdict.outcome) ? article.failures + 1 : 0;
  return {
    article,
    page: fetched.page,
    noarchive: fetched.page !== null && forbidsArchiving(fetched.page, stet.config().settings.network.userAgent),
    verdict,
    ...(claimedUrl === undefined ? {} : { claimedUrl }),
    readBy: currentReader(rulesOf(source), rendererIn(mode)),
    mode,
    counterpart,
    wantsBrowser,
    likenesses: likenessesOf(source.fetch),
    failures,
    channelsFor: (change, tx) => channelsFor({ stet, tx }, source, alertedArticle(visit), change, now),
    traitsOf: listTraits,
    watchDrift: (tx, change) => watchDrift(tx, source.id, change, now),
    planVisit: (changedAt, touchedAt) => {
      if (verdict.mergedInto !== null) return { at: null, why: 'merged', liveliness: null };
      // One that has waited for a browser in vain is visited as any other.
      if (wantsBrowser && !article.wants_browser) return { at: now, why: 'browser', liveliness: null };
      if (isElsewhere(article, verdict)) return { at: now, why: 'elsewhere', liveliness: null };
      const history = {
        bornAt: bornAtOf(verdict.version?.publishedAt ?? article.published_at, article.first_seen_at),
        firstSeenAt: article.first_seen_at,
        lastVisitAt: now,
        lastOutcome: verdict.outcome,
        changedAt,
        touchedAt,
        failures,
        isInDoubt: isInDoubt(verdict.life),
        retryAfterMs: fetched.kind === 'refused' ? fetched.retryAfterMs : null,
        revisit: source.schedule.revisit,
        plan,
      };
      return planVisit(history, now);
    },
  };
}
