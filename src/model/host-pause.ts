/**
 * What a host's answer says about asking it: all is well, it wants to be left alone (429, 503), or it is in trouble (no
 * answer, or an error of the server).
 */
export type HostSign = 'well' | 'throttled' | 'in-trouble';

const MINUTE_MS = 60_000;

/** The first pause that nobody gave a length to; each further one is twice as long, up to the ceiling. */
const FIRST_MS = MINUTE_MS;
const CEILING_MS = 60 * MINUTE_MS;

/** The longest that Retry-After is obeyed: a slip of a server's clock must not silence its paper. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * MINUTE_MS;

/** One page that does not answer is the page's; so many requests in a row are the host's. */
const FAILURES_BEFORE_PAUSE = 3;

/**
 * For how many milliseconds a whole host is left alone after `failures` bad signs in a row, this one included. At once
 * when it wants that itself: for what it asks by Retry-After (RFC 9110 § 10.2.3), at most a day, and the second time in
 * a row for no less than our own back-off; at the third failure otherwise. 0: it may be asked on.
 */
export function pauseAfter(sign: Exclude<HostSign, 'well'>, failures: number, retryAfterMs: number | null): number {
  if (sign === 'throttled') {
    const asked = retryAfterMs === null ? null : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
    const own = backoffMs(failures - 1);
    if (asked === null) return own;
    return failures > 1 ? Math.max(asked, own) : asked;
  }
  return failures < FAILURES_BEFORE_PAUSE ? 0 : backoffMs(failures - FAILURES_BEFORE_PAUSE);
}

function backoffMs(doublings: number): number {
  return Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(20, doublings));
}
