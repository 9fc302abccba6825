import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { keepOidcUser } from '../../../storage/oidc-users.ts';
import { isHttps } from '../access/cookies.ts';
import { toOwnPath } from '../access/to-own-path.ts';
import { addressOf } from '../address-of.ts';
import { TEXTS } from '../texts.ts';
import type { OidcLogin, Web } from '../web.ts';
import { letUserIn, showLogin } from './add-login-routes.ts';
import { answerNotFound } from './answer-not-found.ts';

const CALLBACK = '/login/oidc/callback';
/** What has to come back from the provider, in the browser that went there. */
const COOKIE = 'stet-oidc';
const LASTS_S = 10 * 60;

const begunSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });

/** The way in by the account that people have elsewhere: there, and back. */
export function addOidcRoutes(app: Hono, web: Web): void {
  app.get('/login/oidc', (c) => (web.oidc === undefined ? answerNotFound(c, web) : begin(c, web, web.oidc)));
  app.get(CALLBACK, (c) => (web.oidc === undefined ? answerNotFound(c, web) : finish(c, web, web.oidc)));
}

async function begin(c: Context, web: Web, oidc: OidcLogin): Promise<Response> {
  const next = toOwnPath(c.req.query('next') ?? '/');
  const begun = await oidc.begin(new URL(CALLBACK, addressOf(new URL(c.req.url), web)));
  if (!begun.ok) {
    const complaint = TEXTS.login.elsewhereFailed(begun.reason);
    return await showLogin(c, web, next, { complaint, status: 502 });
  }
  const { url, ...start } = begun.start;
  const held = Buffer.from(JSON.stringify({ ...start, next })).toString('base64url');
  // Lax: the visitor comes back from another site.
  setCookie(c, COOKIE, held, {
    ...{ httpOnly: true, sameSite: 'Lax', path: CALLBACK, secure: isHttps(c), maxAge: LASTS_S },
  });
  return c.redirect(url, 303);
}

async function finish(c: Context, web: Web, oidc: OidcLogin): Promise<Response> {
  const begun = readBegun(getCookie(c, COOKIE));
  deleteCookie(c, COOKIE, { path: CALLBACK });
  if (begun === null) return await showLogin(c, web, '/', { complaint: TEXTS.login.elsewhereLost, status: 403 });
  const { next, ...start } = begun;
  const refuse = (complaint: string) => showLogin(c, web, next, { complaint, status: 403 });
  const came = await oidc.finish(addressOf(new URL(c.req.url), web), start);
  if (!came.ok) return await refuse(TEXTS.login.elsewhereFailed(came.reason));
  const kept = await keepOidcUser(web.db, came.person, web.clock.now());
  if (kept === 'taken') return await refuse(TEXTS.login.elsewhereTaken(came.person.name));
  if (kept === 'no-role') return await refuse(TEXTS.login.elsewhereNoRole(came.person.name));
  if (kept.disabled_at !== null) return await refuse(TEXTS.login.disabled);
  await letUserIn(c, web, kept.name);
  return c.redirect(toOwnPath(next), 303);
}

function readBegun(cookie: string | undefined): z.output<typeof begunSchema> | null {
  try {
    const parsed = begunSchema.safeParse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
