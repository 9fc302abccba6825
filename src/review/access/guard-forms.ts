import { createHmac, randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { isSameSecret, TICKET_COOKIE } from '../guard-token.ts';
import { TEXTS } from '../texts.ts';
import { readFormCookie, readLoginCookie, setFormCookie } from './cookies.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Of the cookie that this answer gives the browser. */
    formSecret?: string;
  }
}

const LOGIN_PATH = '/login';

/** The field of a form that shows that it came from a page of ours. */
const FIELD = 'formToken';

/**
 * Refuses forms that a browser sends with one of our cookies and without the token that our pages put into them: the
 * second lock, beside the look at Origin and Sec-Fetch-Site. The token is made of what the cookie holds, so that each
 * login has its own and nothing has to be kept. The login form is refused without a cookie too: whoever got another's
 * browser to log in as themselves would see what is done there. JSON needs none, nor do
 * methods that no form has (HTML standard, § 4.10.19.6): the look at where it is from keeps the pages of other sites out.
 */
export function guardForms(): MiddlewareHandler {
  return async (c, next) => {
    const secret = formSecretOf(c);
    const expected = secret === null ? null : tokenOf(secret);
    const isForm = c.req.method === 'POST' && !isJson(c);
    const given = isForm ? (await readForm(c))[FIELD] : null;
    const isNeeded = expected !== null || c.req.path === LOGIN_PATH;
    const isOurs = expected !== null && typeof given === 'string' && isSameSecret(given, expected);
    if (isForm && isNeeded && !isOurs) {
      throw new HTTPException(403, { message: TEXTS.errors.foreignForm });
    }
    await next();
    const made = c.get('formSecret');
    const token = made === undefined ? expected : tokenOf(made);
    if (token !== null) await addTokens(c, token);
  };
}

/** Gives a browser that has no cookie of ours one, so that the login form which it is shown has a token. */
export function prepareForm(c: Context): void {
  if (formSecretOf(c) !== null) return;
  const secret = randomBytes(32).toString('base64url');
  setFormCookie(c, secret);
  c.set('formSecret', secret);
}

function formSecretOf(c: Context): string | null {
  return readLoginCookie(c) ?? getCookie(c, TICKET_COOKIE) ?? readFormCookie(c);
}

function tokenOf(secret: string): string {
  return createHmac('sha256', secret).update('stet form').digest('base64url');
}

/** The fields of a form, none for a body that is no form. Hono keeps them for the route. */
async function readForm(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody();
  } catch (error) {
    if (error instanceof HTTPException) throw error; // it is too large
    throw new HTTPException(400, { message: TEXTS.errors.badForm, cause: error });
  }
}

function isJson(c: Context): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '');
}

/** What was captured is escaped, so a form's tag stands only where a view of ours wrote it. */
async function addTokens(c: Context, token: string): Promise<void> {
  if (!(c.res.headers.get('content-type') ?? '').startsWith('text/html') || c.res.body === null) return;
  // What was captured stays as it is, and learns no token: it comes as a download, or with a policy of its own.
  if (c.res.headers.has('content-disposition') || c.res.headers.has('content-security-policy')) return;
  const page = await c.res.text();
  const field = `<input type="hidden" name="${FIELD}" value="${token}">`;
  const { status, headers } = c.res;
  c.res = new Response(page.replaceAll(/<form\b[^>]*\bmethod="post"[^>]*>/g, `$&${field}`), { status, headers });
}
