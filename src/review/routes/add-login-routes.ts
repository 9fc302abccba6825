import type { Context, Hono } from 'hono';
import { isSameSecret, letIn, letOut } from '../guard-token.ts';
import { renderLoginPage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';

/** The way in and out where a token is asked for. */
export function addLoginRoutes(app: Hono, web: Web): void {
  app.get('/login', (c) => (web.token === null ? c.redirect('/', 303) : c.html(renderLoginPage(web, '/', false))));
  app.post('/login', (c) => answerLogin(c, web));
  app.post('/logout', (c) => {
    letOut(c);
    return c.redirect('/login', 303);
  });
}

async function answerLogin(c: Context, web: Web): Promise<Response> {
  const { token, next } = await c.req.parseBody();
  const path = toOwnPath(typeof next === 'string' ? next : '/');
  if (web.token === null) return c.redirect('/', 303);
  if (typeof token !== 'string' || !isSameSecret(token, web.token)) {
    return c.html(renderLoginPage(web, path, true), 401);
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
