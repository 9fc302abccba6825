import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { isHttps } from './access/cookies.ts';
import { TEXTS } from './texts.ts';

/** Holds the ticket of a visitor who knows the token of the settings. */
export const TICKET_COOKIE = 'stet';
const LOGIN_LASTS_S = 30 * 24 * 60 * 60;

/** What the cookie of a visitor who knows the token holds: not the token itself, and worthless when the token changes. */
export function makeTicket(token: string): string {
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
  setCookie(c, TICKET_COOKIE, makeTicket(token), {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: isHttps(c),
    maxAge: LOGIN_LASTS_S,
  });
}

/** Takes the ticket from the browser of a visitor. */
export function letOut(c: Context): void {
  setCookie(c, TICKET_COOKIE, '', { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 0 });
}

/** Says that no token is looked at for so long, by the header for it (RFC 6585, § 4), and gives the sentence for it. */
export function sayWait(c: Context, waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  c.header('retry-after', String(seconds));
  return TEXTS.login.tooMany(seconds);
}
