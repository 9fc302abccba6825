import { createHmac } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { isSameSecret, TICKET_COOKIE } from '../guard-token.ts';
import { TEXTS } from '../texts.ts';
import { readLoginCookie } from './cookies.ts';

/** The field of a form that shows that it came from a page of ours. */
const FIELD = 'formToken';

/**
 * Refuses forms that a browser sends with one of our cookies and without the token that our pages put into them: the
 * second lock, beside the look at Origin and Sec-Fetch-Site. The token is made of what the cookie holds, so that each
 * login has its own and nothing has to be kept. JSON needs none: no other site's page can send it here unasked.
 */
export function guardForms(): MiddlewareHandler {
  return async (c, next) => {
    const expected = formTokenOf(c);
    const isForm = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !isJson(c);
    const given = isForm ? (await readForm(c))[FIELD] : null;
    if (isForm && expected !== null && (typeof given !== 'string' || !isSameSecret(given, expected))) {
      throw new HTTPException(403, { message: TEXTS.errors.foreignForm });
    }
    await next();
    if (expected !== null) await addTokens(c, expected);
  };
}

function formTokenOf(c: Context): string | null {
  const secret = readLoginCookie(c) ?? getCookie(c, TICKET_COOKIE) ?? null;
  return secret === null ? null : createHmac('sha256', secret).update('stet form').digest('base64url');
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
