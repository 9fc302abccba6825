import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { forgiveGuesses, takeGuess } from '../../../storage/guesses.ts';
import { endLogin, startLogin } from '../../../storage/logins.ts';
import { hasUsers, loadUser } from '../../../storage/users.ts';
import { clientAddressOf } from '../access/client-address-of.ts';
import { clearLoginCookie, readLoginCookie, setLoginCookie } from '../access/cookies.ts';
import { prepareForm } from '../access/guard-forms.ts';
import { isPasswordOf } from '../access/hash-password.ts';
import { toOwnPath } from '../access/to-own-path.ts';
import { isSameSecret, letIn, letOut, sayWait, TICKET_COOKIE } from '../guard-token.ts';
import type { GuessLimit } from '../limit-guesses.ts';
import { storableSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderLoginPage } from '../views/render-login-page.ts';
import type { Web } from '../web.ts';

const text = z.string().max(1_000);
const loginSchema = z.union([
  z.object({ token: text, next: text.default('/') }),
  z.object({ name: storableSchema.max(1_000), password: text, next: text.default('/') }),
]);

/** The way in and out, by a name and a password or by the token of the settings. */
export function addLoginRoutes(app: Hono, web: Web, limit: GuessLimit): void {
  app.get('/login', async (c) => {
    return (await web.isGuarded()) ? await showLogin(c, web, '/') : c.redirect('/', 303);
  });
  app.post('/login', (c) => answerLogin(c, web, limit));
  app.post('/logout', async (c) => {
    await forgetLogin(c, web);
    letOut(c);
    return c.redirect('/login', 303);
  });
}

/** Shows the login page; `complaint`: what was wrong before. */
export async function showLogin(
  c: Context,
  web: Web,
  next: string,
  { complaint = null, status = 200 }: { complaint?: string | null; status?: 200 | 401 | 403 | 429 | 502 } = {},
): Promise<Response> {
  prepareForm(c);
  const ways = { hasUsers: await hasUsers(web.db), hasToken: web.token !== null, hasOidc: web.oidc !== undefined };
  return await c.html(renderLoginPage(web, ways, next, complaint), status);
}

async function answerLogin(c: Context, web: Web, limit: GuessLimit): Promise<Response> {
  if (!(await web.isGuarded())) return c.redirect('/', 303);
  const form = loginSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await showLogin(c, web, '/', { complaint: TEXTS.errors.badForm, status: 401 });
  const next = toOwnPath(form.data.next);
  return 'token' in form.data
    ? await logInByToken(c, web, limit, { token: form.data.token, next })
    : await logInByPassword(c, web, { ...form.data, next });
}

async function logInByToken(
  c: Context,
  web: Web,
  limit: GuessLimit,
  { token, next }: { token: string; next: string },
): Promise<Response> {
  const now = performance.now();
  const waitMs = limit.waitMs(now);
  if (waitMs > 0) return await showLogin(c, web, next, { complaint: sayWait(c, waitMs), status: 429 });
  if (web.token === null || !isSameSecret(token, web.token)) {
    limit.countWrong(now);
    return await showLogin(c, web, next, { complaint: TEXTS.login.wrong, status: 401 });
  }
  letIn(c, web.token);
  return c.redirect(next, 303);
}

/** A name that nobody has takes as long, and is counted, as one that somebody has. */
async function logInByPassword(
  c: Context,
  web: Web,
  { name, password, next }: { name: string; password: string; next: string },
): Promise<Response> {
  const { db } = web;
  const now = web.clock.now();
  const guessed = { name: name.trim(), address: clientAddressOf(c) };
  const waitMs = await takeGuess(db, guessed, now);
  if (waitMs > 0) return await showLogin(c, web, next, { complaint: sayWait(c, waitMs), status: 429 });
  const user = await loadUser(db, guessed.name);
  const isRight = await isPasswordOf(password, user?.password ?? null);
  if (user === null || !isRight || user.disabled_at !== null) {
    return await showLogin(c, web, next, { complaint: TEXTS.login.wrongPassword, status: 401 });
  }
  await forgiveGuesses(db, guessed);
  await letUserIn(c, web, user.name);
  return c.redirect(next, 303);
}

/** Logs a user in by a new secret, whatever the browser had before: nobody else can know it. */
export async function letUserIn(c: Context, web: Web, userName: string): Promise<void> {
  await forgetLogin(c, web);
  if (getCookie(c, TICKET_COOKIE) !== undefined) letOut(c);
  setLoginCookie(c, await startLogin(web.db, userName, web.clock.now()));
}

async function forgetLogin(c: Context, web: Web): Promise<void> {
  const secret = readLoginCookie(c);
  if (secret === null) return;
  await endLogin(web.db, secret);
  clearLoginCookie(c);
}
