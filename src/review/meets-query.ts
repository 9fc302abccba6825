import type { ChangeKind } from '../model/change.ts';
import { matchesSearch } from '../model/match-search.ts';
import { parseSearch } from '../model/parse-search.ts';
import { type ChangeQuery, toChangeFilter } from './read-filters.ts';

/** What of a change the filters of a list look at. */
export type FilteredChange = {
  sourceId: string;
  /** The primary language of the article, by ISO 639. */
  language: string | null;
  kinds: ChangeKind[];
  importance: number;
  silent: boolean;
  noise: boolean;
  detectedAt: Date;
  /** The newest verdict of a reviewer that stands; `null`: none. */
  verdict: string | null;
  isInQuarantine: boolean;
  /** The texts of the two versions. */
  texts: string[];
};

/** Whether a change meets the filters of a list of changes: it would stand in that list. */
export function meetsQuery(change: FilteredChange, query: Omit<ChangeQuery, 'page'>): boolean {
  const filter = toChangeFilter(query);
  const { sourceId, kind, minImportance, since, until, silent, language, status, search, withNoise } = filter;
  if (sourceId !== undefined && change.sourceId !== sourceId) return false;
  if (kind !== undefined && !change.kinds.includes(kind)) return false;
  if (minImportance !== undefined && change.importance < minImportance) return false;
  if (since !== undefined && change.detectedAt < since) return false;
  if (until !== undefined && change.detectedAt >= until) return false;
  if (silent !== undefined && change.silent !== silent) return false;
  if (language !== undefined && change.language !== language) return false;
  if (status !== undefined && (change.verdict ?? 'new') !== status) return false;
  const isHidden = change.noise || change.verdict === 'noise' || change.isInQuarantine;
  if (!withNoise && isHidden) return false;
  const wanted = search === undefined ? null : parseSearch(search);
  return wanted === null || change.texts.some((text) => matchesSearch(wanted, text));
}
