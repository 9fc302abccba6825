import { z } from 'zod';
import { toStorableText } from '../../storage/storable-text.ts';
import { CHANGE_KINDS } from '../model/change.ts';
import { ARTICLE_STATUSES } from '../model/outcome.ts';

export const VERDICT_FILTERS = ['new', 'reviewed', 'flagged', 'noise', 'note'] as const;
/** Lists end somewhere: beyond it, a filter helps more than another page. */
export const LAST_PAGE = 100;

const words = z.string().max(200).transform(toStorableText).optional();
const page = z.coerce.number().int().min(1).max(LAST_PAGE).default(1);

const changeQuerySchema = z.object({
  source: words,
  kind: z.enum(CHANGE_KINDS).optional(),
  minImportance: z.coerce.number().min(0).max(1).optional(),
  status: z.enum(VERDICT_FILTERS).optional(),
  search: words,
  noise: z.enum(['1', '0']).optional(),
  page,
});

const articleQuerySchema = z.object({
  source: words,
  status: z.enum(ARTICLE_STATUSES).optional(),
  search: words,
  page,
});

export type ChangeQuery = z.output<typeof changeQuerySchema>;
export type ArticleQuery = z.output<typeof articleQuerySchema>;
/** A query that can be used, or a sentence that says why not. */
export type QueryResult<T> = { ok: true; query: T } | { ok: false; reason: string };

/** The filters of a list of changes. A form sends what is not chosen as empty: that counts as absent. */
export function readChangeQuery(params: URLSearchParams): QueryResult<ChangeQuery> {
  return read(changeQuerySchema, params);
}

/** The filters of a list of articles. */
export function readArticleQuery(params: URLSearchParams): QueryResult<ArticleQuery> {
  return read(articleQuerySchema, params);
}

function read<T>(schema: z.ZodType<T>, params: URLSearchParams): QueryResult<T> {
  const given = Object.fromEntries([...params].filter(([, value]) => value.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, query: result.data };
  const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false, reason: `${issues.join('; ')}.` };
}

/** The filters as the storage takes them. What a reviewer called noise is shown when that is asked for. */
export function toChangeFilter(query: ChangeQuery) {
  return {
    sourceId: query.source,
    kind: query.kind,
    minImportance: query.minImportance,
    status: query.status,
    search: query.search,
    withNoise: query.noise === '1' || query.status === 'noise',
  };
}
