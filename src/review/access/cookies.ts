import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LONGEST_MS } from '../../../storage/logins.ts';

/** Holds the secret of a login. */
export const LOGIN_COOKIE = 'stet-login';

/** Whether the visitor's browser speaks TLS: to us, or to a proxy before us. */
export function isHttps(c: Context): boolean {
  return c.req.url.startsWith('https:') || c.req.header('x-forwarded-proto') === 'https';
}

/** Behind TLS the cookie's name forbids that a neighbouring domain sets it (`__Host-`, RFC 6265bis § 4.1.3.2). */
function prefixOf(c: Context): 'host' | undefined {
  return isHttps(c) ? 'host' : undefined;
}

/**
 * Gives a browser the secret of its login. `Lax` and not `Strict`: a link in an e-mail or a feed is to lead to the
 * change and not to the login page; what alters something needs a form's token besides.
 */
export function setLoginCookie(c: Context, secret: string): void {
  const prefix = prefixOf(c);
  setCookie(c, LOGIN_COOKIE, secret, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/', secure: isHttps(c), maxAge: LONGEST_MS / 1_000 },
    ...(prefix === undefined ? {} : { prefix }),
  });
}

/** The secret of the login that a browser says it has; `null`: none. */
export function readLoginCookie(c: Context): string | null {
  return getCookie(c, LOGIN_COOKIE, prefixOf(c)) ?? null;
}

/** Holds the secret of which the login form's token is made, before there is a login. */
const FORM = 'stet-form';

/** Gives a browser that has not logged in the secret of its forms. `Strict`: no other site's page sends it. */
export function setFormCookie(c: Context, secret: string): void {
  const prefix = prefixOf(c);
  setCookie(c, FORM, secret, {
    ...{ httpOnly: true, sameSite: 'Strict', path: '/', secure: isHttps(c) },
    ...(prefix === undefined ? {} : { prefix }),
  });
}

/** The secret of its forms that a browser without a login says it has; `null`: none. */
export function readFormCookie(c: Context): string | null {
  return getCookie(c, FORM, prefixOf(c)) ?? null;
}

/** Takes the secret of its login from a browser. */
export function clearLoginCookie(c: Context): void {
  deleteCookie(c, prefixOf(c) === 'host' ? `__Host-${LOGIN_COOKIE}` : LOGIN_COOKIE, {
    path: '/',
    secure: isHttps(c),
    httpOnly: true,
  });
}
