import type { Context } from 'hono';
import { type ChangeQuery, type QueryResult, readChangeQuery } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';

/** The filters in the address that was asked for. */
export function requireQuery(c: Context): QueryResult<ChangeQuery> {
  return readChangeQuery(new URL(c.req.url).searchParams);
}

/** The answer to a program whose filters cannot be used. */
export function refuseQuery(c: Context, reason: string): Response {
  return c.text(`${TEXTS.errors.badQuery}: ${reason}`, 400);
}
