import type { Hono } from 'hono';
import type { Scope } from '../../../src/model/scope.ts';
import { hashPassword } from '../../../src/review/access/hash-password.ts';
import { addApiToken } from '../../../storage/api-tokens.ts';
import { startLogin } from '../../../storage/logins.ts';
import type { Db } from '../../../storage/open-database.ts';
import { addUser } from '../../../storage/users.ts';
import { NOW } from './open-paper.ts';

export const PASSWORD = 'correct horse battery staple';
/** Little work: what is tested is not how long it takes. */
const HASHED = hashPassword(PASSWORD, { ln: 4, r: 8, p: 1 });

/** Adds a user with the password of all users of tests. */
export async function addPerson(db: Db, name: string, role: Scope): Promise<void> {
  if (!(await addUser(db, { name, role, password: await HASHED }, NOW))) throw new Error(`${name} is there already`);
}

/** The header by which a program shows a new token of this scope. */
export async function bearerOf(db: Db, scope: Scope, userName: string | null = null): Promise<Record<string, string>> {
  const name = `for ${scope} ${Math.random()}`;
  const made = await addApiToken(db, { name, userName, scope, expiresAt: null }, NOW);
  return { authorization: `Bearer ${made?.secret}` };
}

/** What the login page gives a browser without a login, by which the form is known to be ours: a cookie and a field. */
export async function openLoginForm(app: Hono, headers: Record<string, string> = {}) {
  const page = await app.request('/login', { headers });
  const [cookie = ''] = page.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const formToken = /name="formToken" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  return { cookie, formToken };
}

/** A browser: it keeps cookies, and sends the form's token of the page that it was last on. */
export type BrowserLike = {
  get(path: string): Promise<{ status: number; text: string; headers: Headers }>;
  send(path: string, fields?: Record<string, string>): Promise<Response>;
  cookies: Map<string, string>;
};

/** Opens a browser on the app that has no cookie yet. */
export function openBrowser(app: Hono): BrowserLike {
  const cookies = new Map<string, string>();
  let formToken: string | null = null;
  const ask = async (path: string, init: RequestInit) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const answer = await app.request(path, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    return answer;
  };
  return {
    cookies,
    get: async (path) => {
      const answer = await ask(path, {});
      const text = await answer.text();
      formToken = /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? null;
      return { status: answer.status, text, headers: answer.headers };
    },
    send: async (path, fields = {}) => {
      const body = new URLSearchParams({ ...(formToken === null ? {} : { formToken }), ...fields });
      return await ask(path, { method: 'POST', body, headers: { origin: 'http://localhost' } });
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/max-age=0(?:;|$)/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

/** A browser in which this user is logged in, on the home page. */
export async function openBrowserOf(app: Hono, db: Db, name: string): Promise<BrowserLike> {
  const browser = openBrowser(app);
  browser.cookies.set('stet-login', await startLogin(db, name, NOW));
  await browser.get('/');
  return browser;
}
