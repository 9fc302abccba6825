/**
 * How long an answer stays fresh by its Cache-Control and Age (RFC 9111 § 4.2), in milliseconds; `null` where it does
 * not say, or is not to be kept. Asked again before, a cache on the way would answer the same.
 */
export function readFreshness(headers: Record<string, string | undefined>): number | null {
  const directives = (headers['cache-control'] ?? '').toLowerCase();
  if (/\bno-(?:cache|store)\b/.test(directives)) return null;
  const seconds =
    /(?:^|[\s,])s-maxage="?(\d{1,9})/.exec(directives) ?? /(?:^|[\s,])max-age="?(\d{1,9})/.exec(directives);
  if (seconds === null) return null;
  const age = /^\d{1,9}$/.test(headers.age?.trim() ?? '') ? Number(headers.age) : 0;
  return Math.max(0, Number(seconds[1]) - age) * 1000;
}
