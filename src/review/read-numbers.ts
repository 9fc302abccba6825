import { z } from 'zod';
import { changeFilters, type QueryResult, readQuery, toTimes } from './read-filters.ts';

/** Of which source and time numbers are asked for, in addresses and in the API. */
export const numbersFilters = {
  source: changeFilters.source,
  since: changeFilters.since,
  until: changeFilters.until,
};

const numbersQuerySchema = z.object(numbersFilters);
export type NumbersQuery = z.output<typeof numbersQuerySchema>;

const DAYS = 30;

/** What numbers are asked for. */
export function readNumbersQuery(params: URLSearchParams): QueryResult<NumbersQuery> {
  return readQuery('numbers', numbersQuerySchema, params);
}

/**
 * The same as the storage takes it: without a beginning, the last thirty days, from the start of a day on; until now
 * (`null`) at most.
 */
export function toNumbersFilter({ source, ...times }: NumbersQuery, now: Date) {
  const { since, until: asked } = toTimes(times);
  const until = asked === undefined || asked >= now ? null : asked;
  const start = new Date(until ?? now);
  start.setDate(start.getDate() - DAYS);
  start.setHours(0, 0, 0, 0);
  return { sourceId: source ?? null, since: since ?? start, until };
}
