/** No server is taken to mean more than this. */
const LONGEST_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * How long a server asks to wait by Retry-After, in milliseconds: seconds or an HTTP date (RFC 9110 § 10.2.3), a date
 * being counted from `now`. At most 30 days; `null` when the header is absent, malformed, or a date without a `now`.
 */
export function parseRetryAfter(header: string | undefined, now: Date | null): number | null {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), LONGEST_MS);
  // Date.parse accepts a lot that is no date: an HTTP date begins with the day's name.
  if (!/^[A-Za-z]{3,9},? /.test(value) || now === null) return null;
  const at = Date.parse(/(GMT|UTC|[+-]\d{4})$/i.test(value) ? value : `${value} GMT`);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(at - now.getTime(), 0), LONGEST_MS);
}
