import type { Context, Hono } from 'hono';
import { isSameSecret, letIn, letOut, sayWait } from '../guard-token.ts';
import type { GuessLimit } from '../limit-guesses.ts';
import { TEXTS } from '../texts.ts';
import { renderLoginPage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';

/** The way in and out where a token is asked for. */
export function addLoginRoutes(app: Hono, web: Web, limit: GuessLimit): void {
  app.get('/login', (c) => (web.token === null ? c.redirect('/', 303) : c.html(renderLoginPage(web, '/', null))));
  app.post('/login', (c) => answerLogin(c, web, limit));
  app.post('/logout', (c) => {
    letOut(c);
    return c.redirect('/login', 303);
  });
}

async function answerLogin(c: Context, web: Web, limit: GuessLimit): Promise<Response> {
  const { token, next } = await c.req.parseBody();
  const path = toOwnPath(typeof next === 'string' ? next : '/');
  if (web.token === null) return c.redirect('/', 303);
  const now = performance.now();
  const waitMs = limit.waitMs(now);
  if (waitMs > 0) return c.html(renderLoginPage(web, path, sayWait(c, waitMs)), 429);
  if (typeof token !== 'string' || !isSameSecret(token, web.token)) {
    limit.countWrong(now);
    return c.html(renderLoginPage(web, path, TEXTS.login.wrong), 401);
  }
  letIn(c, web.token);
  return c.redirect(path, 303);
}

/** A path of this origin: `//elsewhere.example` and the like would lead away. */
function toOwnPath(next: string): string {
  const base = 'http://stet.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  return url.origin === base ? `${url.pathname}${url.search}`.replace(/^\/+/, '/') : '/';
}
