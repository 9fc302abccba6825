import { type Article, isArticleKind, type PageKind } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import type { Life } from '../model/life.ts';
import type { ArticleStatus, Outcome, Standing } from '../model/outcome.ts';
import type { FetchOutcome, Reading } from '../model/page.ts';
import type { PastVersion, Verdict } from '../model/visit.ts';
import { compareWithHistory } from './history/compare-with-history.ts';
import { isRetraction } from './kinds/note-words.ts';
import { judgeLife } from './life/judge-life.ts';
import { makeLifeChange } from './life/make-life-change.ts';

/**
 * Where a visit ended, redirects followed: at the address that is known (`same`), at another address of the same
 * article (`moved`), at another article, at the front page, or somewhere else (a section, a search, a sign-in).
 * `settled`: at the same address in another spelling (its scheme, `www.`, a slash at the end), or at the address where
 * one that was never read leads: it is asked for there from now on, and that is no event in its life.
 */
export type Landing = 'same' | 'settled' | 'moved' | 'article' | 'front' | 'other';

/** Another stored article that a visited one turned out to be, and what led there. */
export type Twin = { id: string; url: string; by: 'redirect' | 'canonical' };

export type VisitFindings = {
  /** As it was known before the visit. */
  article: { url: string; status: ArticleStatus; life: Life };
  /** The newest version, read by the extractor and the rules that read the page, if it is an article; `null` when there is none. */
  before: Article | null;
  /** Why the newest version cannot be read any more: then there is nothing to compare with. `null` where it can, or is not there. */
  unreadable: string | null;
  /** All versions, oldest first; where the page does not differ from the newest, that one is enough. */
  history: PastVersion[];
  fetched: FetchOutcome;
  /** `null` when no page was fetched. */
  reading: Reading | null;
  landing: Landing;
  /** The stored article that this one is. */
  twin: Twin | null;
  /** The address of which the page is an AMP variant, where that is to be visited instead. */
  plain: string | null;
  /** How many visits in a row must agree on what befell the article. */
  confirmations: number;
};

/** What a visit of an article brought, before it is seen in the light of the visits before. */
type Judged = Pick<Verdict, 'outcome' | 'reason' | 'version' | 'change' | 'movedTo'> & { noise: Change | null };

/** Where a page is that was read as the article itself. */
const OWN_LANDINGS: ReadonlySet<Landing> = new Set<Landing>(['same', 'settled', 'moved']);

/** What a page that is no article tells of the article that was asked for. */
const PAGE_OUTCOMES: Partial<Record<PageKind, { outcome: Outcome; reason: string }>> = {
  paywall: { outcome: 'paywalled', reason: 'The page shows a paywall instead of the article.' },
  challenge: { outcome: 'blocked', reason: 'The site answered with a challenge for browsers.' },
  'soft-404': { outcome: 'soft-gone', reason: 'The page says that the article does not exist.' },
};

/** What each standing is called as a status. */
const STATUSES: Record<Standing, ArticleStatus> = {
  live: 'live',
  gone: 'gone',
  'soft-gone': 'gone',
  redirected: 'gone',
  paywalled: 'paywalled',
  blocked: 'blocked',
  withdrawn: 'withdrawn',
};

/**
 * What a visit of an article came to. Only a page that was read as the article itself becomes a version; an article
 * that was gone, blocked or behind a paywall is compared with its last version across the gap. What befell it is told
 * when enough visits agree.
 * @throws ExtractorMismatch when `before` was read by another extractor than the page.
 */
export function judgeVisit(visit: VisitFindings, now: Date): Verdict {
  const { article, before, twin } = visit;
  if (twin !== null) return judgeTwin(visit, twin);
  const { noise, ...judged } = judgeOutcome(visit, now);
  const standing = standingAfter(judged.outcome, judged.version ?? readArticle(visit) ?? before);
  const isMove = judged.movedTo !== null && visit.landing === 'moved';
  const move = isMove ? { from: article.url, to: judged.movedTo ?? '' } : null;
  const { life, events } = judgeLife(article.life, { standing, reason: judged.reason, move }, visit.confirmations, now);
  return {
    ...judged,
    life,
    mergedInto: null,
    status: statusAfter(standing, life, article.status),
    // Of an article that was never read nothing can be said to have changed.
    remarks: [...(noise === null ? [] : [noise]), ...(hasVersion(visit, judged) ? events.map(makeLifeChange) : [])],
  };
}

/**
 * The article is another one that is visited already. No version comes of it: its text is the other's, where an edit
 * will be found. What was captured of it before stands, and ends with the word where it went.
 */
function judgeTwin({ article, history }: VisitFindings, { id, url, by }: Twin): Verdict {
  const what = by === 'redirect' ? 'The address leads to' : 'The page gives for its own the address of';
  const reason = `${what} ${url}, with the same text: they are one article, which is visited there from now on.`;
  const moved = makeLifeChange({ kind: 'moved', before: article.life.standing, what: `${article.url} → ${url}` });
  return {
    ...{ outcome: 'moved', reason, status: 'moved', version: null, change: null, movedTo: null, mergedInto: id },
    remarks: history.length === 0 ? [] : [moved],
    life: article.life,
  };
}

/** An article that was just read is live, whatever has still to be confirmed; one that was not is as it was known. */
function statusAfter(seen: Standing | null, life: Life, before: ArticleStatus): ArticleStatus {
  if (seen === null) return before;
  return seen === 'live' ? 'live' : STATUSES[life.standing];
}

function hasVersion({ history }: VisitFindings, { version }: Pick<Judged, 'version'>): boolean {
  return version !== null || history.length > 0;
}

function judgeOutcome(visit: VisitFindings, now: Date): Judged {
  const { fetched, reading, landing } = visit;
  if (fetched.kind === 'refused') return leave(fetched.outcome, fetched.reason);
  if (fetched.kind === 'not-modified') return leave('not-modified', '');
  if (reading === null) return leave('failed', `The page of ${fetched.page.url} was fetched but not read.`);
  if (!OWN_LANDINGS.has(landing)) return judgeElsewhere(visit, fetched.page.finalUrl);
  if (reading.kind === 'failed') return leave('failed', reading.reason);
  if (reading.kind === 'not-article') return judgeOtherPage(reading);
  if (!isArticleKind(reading.article.kind)) return judgeOtherPage({ pageKind: reading.article.kind, reasons: [] });
  if (visit.plain !== null) {
    return { ...leave('moved', `This is an AMP page of ${visit.plain}, which is read instead.`), movedTo: visit.plain };
  }
  const { finalUrl } = fetched.page;
  const judged = judgeArticle(visit, reading.article, landing === 'moved' ? finalUrl : null, now);
  return landing === 'settled' ? { ...judged, movedTo: finalUrl } : judged;
}

/** A visit that brought no version. */
function leave(outcome: Outcome, reason: string): Judged {
  return { outcome, reason, version: null, change: null, noise: null, movedTo: null };
}

/** A redirect to somewhere else; what the page there says of itself (a challenge, a paywall) is the better reason. */
function judgeElsewhere({ reading, landing }: VisitFindings, finalUrl: string): Judged {
  const speaksForItself: PageKind[] = ['paywall', 'challenge', 'soft-404', 'consent'];
  if (reading?.kind === 'not-article' && speaksForItself.includes(reading.pageKind)) return judgeOtherPage(reading);
  const places: Partial<Record<Landing, string>> = { front: 'the front page', article: 'another article' };
  return leave('redirected', `The address leads to ${places[landing] ?? 'another page'} now: ${finalUrl}.`);
}

function judgeOtherPage(reading: { pageKind: PageKind; reasons: string[] }): Judged {
  const known = PAGE_OUTCOMES[reading.pageKind];
  const why = reading.reasons.length === 0 ? '' : ` ${reading.reasons.join(' ')}`;
  if (known !== undefined) return leave(known.outcome, known.reason + why);
  return leave('not-article', `The page is no article but of the kind "${reading.pageKind}".${why}`);
}

function judgeArticle(visit: VisitFindings, record: Article, movedTo: string | null, now: Date): Judged {
  const { before, history } = visit;
  const reason = movedTo === null ? '' : `The article is at ${movedTo} now.`;
  const stands: Judged = { ...leave('unchanged', reason), movedTo };
  if (before === null) return { ...stands, ...beginAnew(visit, reason), version: record };
  const change = compareWithHistory(before, record, history, now);
  if (change === null) return { ...stands, outcome: movedTo === null ? 'unchanged' : 'moved' };
  if (!change.noise) return { ...stands, outcome: 'changed', version: record, change };
  const isTouchedOnly = change.touched && change.fields.length + change.blocks.length === 0;
  const why = isTouchedOnly
    ? `Only its modified time moved (${change.reasons.join('; ')}).`
    : `It differs in furniture only (${change.reasons.join('; ')}).`;
  // A modified time is nothing that a reader sees: the page is the same.
  const asSeen = isTouchedOnly ? 'unchanged' : 'noise';
  return {
    ...stands,
    outcome: movedTo === null ? asSeen : 'moved',
    reason: [reason, why].filter((sentence) => sentence !== '').join(' '),
    noise: change,
  };
}

/** The first version, or the first after one that cannot be read any more: nothing is lost, and no edit made up. */
function beginAnew({ unreadable }: VisitFindings, reason: string): Pick<Judged, 'outcome' | 'reason'> {
  if (unreadable === null) return { outcome: 'new', reason };
  const why = `There is nothing to compare this version with. ${unreadable}`;
  return { outcome: 'new', reason: [reason, why].filter((sentence) => sentence !== '').join(' ') };
}

/** The article as the page shows it, where the page is the article's. */
function readArticle({ reading, landing }: VisitFindings): Article | null {
  return OWN_LANDINGS.has(landing) && reading?.kind === 'article' ? reading.article : null;
}

/** How a visit found the article standing; `null` where it says nothing about that. `record` is what a reader sees now. */
function standingAfter(outcome: Outcome, record: Article | null): Standing | null {
  switch (outcome) {
    case 'new':
    case 'changed':
    case 'noise':
    case 'unchanged':
    case 'not-modified':
    case 'moved':
      return record?.notes.some((note) => isRetraction(note.text)) ? 'withdrawn' : 'live';
    case 'gone':
    case 'soft-gone':
    case 'redirected':
    case 'paywalled':
    case 'blocked':
      return outcome;
    case 'not-article':
    case 'throttled':
    case 'failed':
    case 'disallowed':
      return null;
    default:
      return outcome satisfies never;
  }
}
