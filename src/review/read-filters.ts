import { z } from 'zod';
import { CHANGE_KINDS } from '../model/change.ts';
import { ARTICLE_STATUSES } from '../model/outcome.ts';
import { tameText } from '../model/tame-text.ts';
import { VERDICTS } from '../model/verdict.ts';
import { explainFilter, type FilteredPage, LAST_PAGE } from './filter-texts.ts';
import { importanceTextSchema, storableSchema } from './storable-schema.ts';

export const VERDICT_FILTERS = ['new', ...VERDICTS] as const;
export const ORDERS = ['newest', 'importance'] as const;

/** So much of what was given is quoted. */
const MOST_QUOTED = 60;

const words = storableSchema.max(200).optional();
/** A day of the machine's time zone, as pages show times, or a moment with its zone. */
const when = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional();
const page = z.coerce.number().int().min(1).max(LAST_PAGE).default(1);

/** The filters of lists of changes, in addresses and in the API. */
export const changeFilters = {
  source: words.describe('The id of a source: only its changes.'),
  kind: z.enum(CHANGE_KINDS).optional().describe('Only changes that are of this kind, among others perhaps.'),
  minImportance: importanceTextSchema.optional().describe('Only changes of this importance or more, 0 to 1.'),
  status: z.enum(VERDICT_FILTERS).optional().describe('Only changes with this newest verdict; `new`: with none.'),
  articleStatus: z.enum(ARTICLE_STATUSES).optional().describe('Only changes of articles that stand so now.'),
  search: words.describe('Only where these words stand in the text of either version; as in the search.'),
  silent: z.enum(['1', '0']).optional().describe('1: only changes of the meaning that nothing on the page tells of.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/i)
    .toLowerCase()
    .optional()
    .describe('Only articles in this language, by the two or three letters of its tag: en, de.'),
  since: when.describe('Only what was seen on that day or later, or since that moment.'),
  until: when.describe('Only what was seen on that day or before, or before that moment.'),
  assigned: words.describe('Who is to look at it: a user, `me` or `nobody`.'),
  order: z.enum(ORDERS).default('newest').describe('The newest or the most important first.'),
  noise: z.enum(['1', '0']).optional().describe('1: also noise, and what is in quarantine.'),
};

/** The filters of lists of articles. */
export const articleFilters = {
  source: words.describe('The id of a source: only its articles.'),
  status: z.enum(ARTICLE_STATUSES).optional().describe('Only articles that stand so now.'),
  search: words.describe('Only articles with these words in the text of any version.'),
};

/** Of a list by words: the place where the page before ended. */
const after = z.string().max(200).optional();
const changeQuerySchema = z.object({ ...changeFilters, page, after });
const articleQuerySchema = z.object({ ...articleFilters, page, after });

export type ChangeQuery = z.output<typeof changeQuerySchema>;
export type ArticleQuery = z.output<typeof articleQuerySchema>;
/** A filter that cannot be used, as it was given, and what to do about it. */
export type FilterFault = { name: string; given: string; sentence: string };
/** A query that cannot be used, as its form shows it. */
export type RefusedQuery = Extract<QueryResult<Record<string, unknown>>, { ok: false }>;
/** A query that can be used; or why not, each fault in a sentence and all in one text, and what is left without them. */
export type QueryResult<T> =
  | { ok: true; query: T }
  | { ok: false; reason: string; faults: FilterFault[]; query: Partial<T> };

/** The filters of a list of changes. A form sends what is not chosen as empty: that counts as absent. */
export function readChangeQuery(params: URLSearchParams): QueryResult<ChangeQuery> {
  return readQuery('changes', changeQuerySchema, params);
}

/** The filters of a list of articles. */
export function readArticleQuery(params: URLSearchParams): QueryResult<ArticleQuery> {
  return readQuery('articles', articleQuerySchema, params);
}

/** What the parameters of an address say by a schema, or why they cannot be used. What a form left empty counts as absent. */
export function readQuery<T>(page: FilteredPage, schema: z.ZodType<T>, params: URLSearchParams): QueryResult<T> {
  const given = Object.fromEntries([...params].filter(([, value]) => value.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, query: result.data };
  const names = [...new Set(result.error.issues.map(({ path: [name] }) => String(name)))];
  const faults = names.map((name) => describeFault(page, name, given[name] ?? ''));
  const rest = schema.safeParse(Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name))));
  const reason = faults.map(({ sentence }) => sentence).join(' ');
  return { ok: false, reason, faults, query: rest.success ? rest.data : {} };
}

function describeFault(page: FilteredPage, name: string, given: string): FilterFault {
  const short = tameText(given).slice(0, MOST_QUOTED).toWellFormed();
  return { name, given, sentence: explainFilter(page, name, short) };
}

/** The filters of a list of changes as its address has them, without those left empty, and without what is none. */
export function onlyFilters(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...params].filter(([name, value]) => Object.hasOwn(changeFilters, name) && value !== ''));
}

/**
 * The filters as the storage takes them; `me`: the user who asks. What a reviewer called noise is shown when that is
 * asked for.
 */
export function toChangeFilter(query: Omit<ChangeQuery, 'page' | 'after'>, me: string | null = null) {
  return {
    sourceId: query.source,
    kind: query.kind,
    minImportance: query.minImportance,
    status: query.status,
    articleStatus: query.articleStatus,
    silent: query.silent === '1' ? true : undefined,
    language: query.language,
    ...toTimes(query),
    assignee: query.assigned === undefined ? undefined : toAssignee(query.assigned, me),
    order: query.order,
    search: query.search,
    withNoise: query.noise === '1' || query.status === 'noise',
  };
}

/** Nobody is called `me`: who asks without a name finds nothing of theirs. */
function toAssignee(assigned: string, me: string | null): string | null {
  if (assigned === 'nobody') return null;
  return assigned === 'me' ? (me ?? 'me') : assigned.toLowerCase();
}

/** Days or moments of an address as moments, `until` exclusive. */
export function toTimes({ since, until }: { since?: string | undefined; until?: string | undefined }) {
  return {
    since: since === undefined ? undefined : startOf(since),
    until: until === undefined ? undefined : endOf(until),
  };
}

/** Whether no time lies between the days or moments of an address. */
export function areReversed(since: string | undefined, until: string | undefined): boolean {
  return since !== undefined && until !== undefined && startOf(since) >= endOf(until);
}

function startOf(text: string): Date {
  return new Date(isDay(text) ? `${text}T00:00:00` : text);
}

/** A day counts whole, however long it is. */
function endOf(text: string): Date {
  const end = startOf(text);
  if (isDay(text)) end.setDate(end.getDate() + 1);
  return end;
}

function isDay(text: string): boolean {
  return text.length === 'yyyy-mm-dd'.length;
}
