import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { GuessLimit } from './limit-guesses.ts';
import { TEXTS } from './texts.ts';

const COOKIE = 'stet';
const LOGIN_LASTS_S = 30 * 24 * 60 * 60;

/** What the cookie of a visitor who knows the token holds: not the token itself, and worthless when the token changes. */
function makeTicket(token: string): string {
  return createHmac('sha256', token).update('stet review').digest('base64url');
}

/**
 * What the address of a feed names in `key` where a token is asked for: readers of feeds show nothing else, and may keep
 * their addresses where others see them. It opens feeds alone, and ends with the token.
 */
export function makeFeedKey(token: string): string {
  return createHmac('sha256', token).update('stet feeds').digest('base64url');
}

/** Whether two texts are equal, in a time that does not tell how far they agree. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Gives the browser of a visitor the ticket. */
export function letIn(c: Context, token: string): void {
  const isHttps = c.req.url.startsWith('https:') || c.req.header('x-forwarded-proto') === 'https';
  setCookie(c, COOKIE, makeTicket(token), {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: isHttps,
    maxAge: LOGIN_LASTS_S,
  });
}

/** Takes the ticket from the browser of a visitor. */
export function letOut(c: Context): void {
  setCookie(c, COOKIE, '', { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 0 });
}

/** Says that no token is looked at for so long, by the header for it (RFC 6585, § 4), and gives the sentence for it. */
export function sayWait(c: Context, waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  c.header('retry-after', String(seconds));
  return TEXTS.login.tooMany(seconds);
}

/**
 * Lets those pass who have the ticket, or the key of feeds where these are, or show the token itself (`Authorization: Bearer`) within the limit of wrong
 * ones; `refuse` answers the others.
 */
export function guardToken(
  token: string,
  limit: GuessLimit,
  refuse: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const ticket = makeTicket(token);
  const feedKey = makeFeedKey(token);
  return async (c, next) => {
    if (isSameSecret(getCookie(c, COOKIE) ?? '', ticket)) return await next();
    if (c.req.path.startsWith('/feeds/') && isSameSecret(c.req.query('key') ?? '', feedKey)) return await next();
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer !== undefined) {
      const now = performance.now();
      const waitMs = limit.waitMs(now);
      if (waitMs > 0) return c.json({ error: sayWait(c, waitMs) }, 429);
      if (isSameSecret(bearer, token)) return await next();
      limit.countWrong(now);
    }
    c.header('www-authenticate', 'Bearer realm="stet"');
    return await refuse(c);
  };
}
