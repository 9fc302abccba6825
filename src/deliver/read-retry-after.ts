import * as z from 'zod';
import type { Headers } from '../model/page.ts';
import { parseJson } from './parse-json.ts';

/** No server is taken to mean a later moment than in a year by the second: so many digits. */
const SECONDS = /^\s*\d{1,9}(?:\.\d+)?\s*$/;

/** Telegram and Discord say it in the body. */
const bodySchema = z.union([
  z.object({ parameters: z.object({ retry_after: z.number().nonnegative() }) }).transform((body) => body.parameters),
  z.object({ retry_after: z.number().nonnegative() }),
]);

/**
 * For how long a service asks to be left alone, in milliseconds: by Retry-After, seconds or an HTTP date (RFC 9110
 * § 10.2.3), by the reset of a rate limit (Bluesky: seconds since 1970; Mastodon: ISO 8601), or in the body; `null`
 * where it does not say.
 */
export function readRetryAfter(headers: Headers, body: string, now: Date): number | null {
  const header = headers['retry-after'];
  if (header !== undefined) return readMoment(header, now);
  const parsed = bodySchema.safeParse(parseJson(body));
  if (parsed.success) return Math.ceil(parsed.data.retry_after * 1_000);
  if (headers['ratelimit-remaining'] === '0') return untilSecond(headers['ratelimit-reset'], now);
  return headers['x-ratelimit-remaining'] === '0' ? readMoment(headers['x-ratelimit-reset'] ?? '', now) : null;
}

function readMoment(value: string, now: Date): number | null {
  if (SECONDS.test(value)) return Math.ceil(Number(value) * 1_000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function untilSecond(value: string | undefined, now: Date): number | null {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000 - now.getTime()) : null;
}
