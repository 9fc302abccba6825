import type { ChangeKind } from './change.ts';
import { matchesSearch } from './match-search.ts';
import type { ArticleStatus } from './outcome.ts';
import { parseSearch } from './parse-search.ts';

/** What of a change the filters of lists look at. */
export type FilteredChange = {
  sourceId: string;
  /** The primary language of the article, by ISO 639. */
  language: string | null;
  kinds: ChangeKind[];
  importance: number;
  silent: boolean;
  noise: boolean;
  detectedAt: Date;
  articleStatus: ArticleStatus;
  /** The newest verdict of a reviewer that stands; `null`: none. */
  verdict: string | null;
  isInQuarantine: boolean;
  /** The texts of the two versions, the later one last; one text where both are the same version. */
  texts: string[];
};

/** The filters of the list of changes that a change meets or not by itself; what is left out is met by all. */
export type ChangeCriteria = {
  sourceId?: string | undefined;
  kind?: ChangeKind | undefined;
  minImportance?: number | undefined;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  /** The meaning changed and nothing said so. */
  silent?: boolean | undefined;
  /** The primary language of the article, by ISO 639. */
  language?: string | undefined;
  /** The newest verdict of a reviewer; `new`: none. */
  status?: string | undefined;
  /** How the article stands. */
  articleStatus?: ArticleStatus | undefined;
  search?: string | undefined;
  /** Also those marked as noise, by rule or by a reviewer, and those in quarantine. */
  withNoise?: boolean | undefined;
};

/** Whether a change meets the filters of a list of changes: it would stand in that list. */
export function meetsCriteria(change: FilteredChange, criteria: ChangeCriteria): boolean {
  const { sourceId, kind, minImportance, since, until, silent, language, status, search, withNoise } = criteria;
  const { articleStatus } = criteria;
  if (sourceId !== undefined && change.sourceId !== sourceId) return false;
  if (kind !== undefined && !change.kinds.includes(kind)) return false;
  if (minImportance !== undefined && change.importance < minImportance) return false;
  if (since !== undefined && change.detectedAt < since) return false;
  if (until !== undefined && change.detectedAt >= until) return false;
  if (silent !== undefined && change.silent !== silent) return false;
  if (language !== undefined && change.language !== language) return false;
  if (status !== undefined && (change.verdict ?? 'new') !== status) return false;
  if (articleStatus !== undefined && change.articleStatus !== articleStatus) return false;
  const isHidden = change.noise || change.verdict === 'noise' || change.isInQuarantine;
  if (withNoise !== true && isHidden) return false;
  const wanted = search === undefined ? null : parseSearch(search);
  return wanted === null || change.texts.some((text) => matchesSearch(wanted, text));
}

/** The filters of a search of the texts of versions. */
export type TextCriteria = Pick<ChangeCriteria, 'sourceId' | 'language' | 'since' | 'until'> & {
  search: string;
  /** Of the article. */
  status?: ArticleStatus | undefined;
  /** Only what the newest version says no more. */
  isUnsaid?: boolean | undefined;
};

/** Whether a change is of an article that such a search finds, in one of the change's two versions. */
export function meetsTextCriteria(
  change: FilteredChange,
  { status: articleStatus, isUnsaid, ...criteria }: TextCriteria,
): boolean {
  if (!meetsCriteria(change, { ...criteria, articleStatus })) return false;
  const newest = change.texts.at(-1);
  return isUnsaid !== true || newest === undefined || !matchesSearch(parseSearch(criteria.search), newest);
}
