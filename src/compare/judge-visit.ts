import { type Article, isArticleKind, type PageKind } from '../model/article.ts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../model/change.ts';
import type { ArticleStatus, Outcome } from '../model/outcome.ts';
import type { FetchOutcome, Reading } from '../model/page.ts';
import type { Verdict } from '../model/visit.ts';
import { compareRecords } from './compare-versions.ts';
import { KIND_WEIGHTS } from './kinds/weights.ts';

/**
 * Where a visit ended, redirects followed: at the address that is known (`same`), at another address of the same
 * article (`moved`), at another article, at the front page, or somewhere else (a section, a search, a sign-in).
 */
export type Landing = 'same' | 'moved' | 'article' | 'front' | 'other';

export type VisitFindings = {
  /** As it was known before the visit. */
  article: { status: ArticleStatus };
  /** The newest version, read by the extractor that read the page; `null` when there is none. */
  before: Article | null;
  fetched: FetchOutcome;
  /** `null` when no page was fetched. */
  reading: Reading | null;
  landing: Landing;
};

/** What a page that is no article tells of the article that was asked for. */
const PAGE_OUTCOMES: Partial<Record<PageKind, { outcome: Outcome; status: ArticleStatus; reason: string }>> = {
  paywall: { outcome: 'paywalled', status: 'paywalled', reason: 'The page shows a paywall instead of the article.' },
  challenge: { outcome: 'blocked', status: 'blocked', reason: 'The site answered with a challenge for browsers.' },
  'soft-404': { outcome: 'soft-gone', status: 'gone', reason: 'The page says that the article does not exist.' },
};

/**
 * What a visit of an article came to. Only a page that was read as the article itself becomes a version; an article
 * that was gone, blocked or behind a paywall is compared with its last version across the gap.
 * @throws ExtractorMismatch when `before` was read by another extractor than the page.
 */
export function judgeVisit(visit: VisitFindings): Verdict {
  const { article, fetched, reading, landing } = visit;
  if (fetched.kind === 'refused') {
    return leave(fetched.outcome, fetched.reason, statusAfterRefusal(fetched.outcome, article.status));
  }
  if (fetched.kind === 'not-modified') return leave('not-modified', '', 'live');
  if (reading === null) {
    return leave('failed', `The page of ${fetched.page.url} was fetched but not read.`, article.status);
  }
  if (landing !== 'same' && landing !== 'moved') return judgeElsewhere(visit, fetched.page.finalUrl);
  if (reading.kind === 'failed') return leave('failed', reading.reason, article.status);
  if (reading.kind === 'not-article') return judgeOtherPage(reading, article.status);
  if (!isArticleKind(reading.article.kind)) {
    return judgeOtherPage({ pageKind: reading.article.kind, reasons: [] }, article.status);
  }
  return judgeArticle(visit, reading.article, landing === 'moved' ? fetched.page.finalUrl : null);
}

/** A verdict without a version. */
function leave(outcome: Outcome, reason: string, status: ArticleStatus): Verdict {
  return { outcome, reason, status, version: null, change: null, movedTo: null };
}

function statusAfterRefusal(outcome: Outcome, status: ArticleStatus): ArticleStatus {
  if (outcome === 'gone') return 'gone';
  return outcome === 'blocked' ? 'blocked' : status;
}

/** A redirect to somewhere else; what the page there says of itself (a challenge, a paywall) is the better reason. */
function judgeElsewhere({ article, reading, landing }: VisitFindings, finalUrl: string): Verdict {
  const speaksForItself: PageKind[] = ['paywall', 'challenge', 'soft-404', 'consent'];
  if (reading?.kind === 'not-article' && speaksForItself.includes(reading.pageKind)) {
    return judgeOtherPage(reading, article.status);
  }
  const places = { front: 'the front page', article: 'another article', other: 'another page', same: '', moved: '' };
  return leave('redirected', `The address leads to ${places[landing]} now: ${finalUrl}.`, article.status);
}

function judgeOtherPage(reading: { pageKind: PageKind; reasons: string[] }, status: ArticleStatus): Verdict {
  const known = PAGE_OUTCOMES[reading.pageKind];
  const why = reading.reasons.length === 0 ? '' : ` ${reading.reasons.join(' ')}`;
  if (known !== undefined) return leave(known.outcome, known.reason + why, known.status);
  return leave('not-article', `The page is no article but of the kind "${reading.pageKind}".${why}`, status);
}

function judgeArticle({ article, before }: VisitFindings, record: Article, movedTo: string | null): Verdict {
  const reason = movedTo === null ? '' : `The article is at ${movedTo} now.`;
  const stands: Verdict = { outcome: 'unchanged', reason, status: 'live', version: null, change: null, movedTo };
  if (before === null) return { ...stands, outcome: 'new', version: record };
  const change = compareRecords(before, record);
  if (change === null) return { ...stands, outcome: movedTo === null ? 'unchanged' : 'moved' };
  if (change.noise) {
    const noise = `It differs in furniture only (${change.reasons.join('; ')}).`;
    return { ...stands, outcome: movedTo === null ? 'noise' : 'moved', reason: join(reason, noise) };
  }
  return { ...stands, outcome: 'changed', version: record, change: addLifeKinds(change, article.status, movedTo) };
}

function join(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What the visit tells of the change beyond the two versions: a new address, a return after it was gone. */
function addLifeKinds(change: Change, status: ArticleStatus, movedTo: string | null): Change {
  const { kinds, importance, reasons } = change;
  const returned = status === 'gone' || status === 'withdrawn';
  const further: [ChangeKind, string][] = [
    ...(returned ? [['restored', 'it was gone before'] as [ChangeKind, string]] : []),
    ...(movedTo === null ? [] : [['moved', `to ${movedTo}`] as [ChangeKind, string]]),
  ];
  return {
    ...change,
    kinds: CHANGE_KINDS.filter((kind) => kinds.includes(kind) || further.some(([known]) => known === kind)),
    importance: Math.max(importance, ...further.map(([kind]) => KIND_WEIGHTS[kind])),
    reasons: [...reasons, ...further.map(([kind, what]) => `${kind}: ${what}`)],
  };
}
