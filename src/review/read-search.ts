import { z } from 'zod';
import { ARTICLE_STATUSES } from '../model/outcome.ts';
import { changeFilters, type QueryResult, readQuery, toTimes } from './read-filters.ts';

/** The filters of a search, in addresses and in the API. `q` are the words. */
export const searchFilters = {
  q: changeFilters.search.describe('The words: all of them, "a phrase", -without, and begin* for any ending.'),
  source: changeFilters.source.describe('The id of a source: only its articles.'),
  language: changeFilters.language,
  status: z.enum(ARTICLE_STATUSES).optional().describe('Only articles that stand so now.'),
  since: changeFilters.since,
  until: changeFilters.until,
  unsaid: z.enum(['1', '0']).optional().describe('1: only articles whose newest version says the words no more.'),
};

const searchQuerySchema = z.object({ ...searchFilters, after: z.string().max(200).optional() });

export type SearchQuery = z.output<typeof searchQuerySchema>;

/** What a search asks for; `after` is the place in the list where the page before ended. */
export function readSearchQuery(params: URLSearchParams): QueryResult<SearchQuery> {
  return readQuery('search', searchQuerySchema, params);
}

/** The filters as the storage takes them. */
export function toVersionFilter({ source, language, status, unsaid, ...times }: Omit<SearchQuery, 'q' | 'after'>) {
  return { sourceId: source, language, status, isUnsaid: unsaid === '1', ...toTimes(times) };
}
