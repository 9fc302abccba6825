import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { addressOf } from '../address-of.ts';
import { REFUSALS } from '../refusal-texts.ts';
import type { Web } from '../web.ts';
import { isHttps } from './cookies.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what alters something and was sent by a page of elsewhere, JSON as well as forms, by the headers that browsers
 * set and pages cannot (Fetch Metadata, § 2; Fetch, § 3.2, `Origin`). Programs send neither, and show a token.
 */
export function guardOrigin(web: Pick<Web, 'publicUrl'>): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && isFromElsewhere(c, web)) {
      throw new HTTPException(403, { message: REFUSALS.foreignOrigin });
    }
    return await next();
  };
}

/** Whether an origin is this server's own: that which was asked, as its visitor has it behind a proxy that adds TLS. */
export function isOwnOrigin(origin: string, c: Context, web: Pick<Web, 'publicUrl'>): boolean {
  const asked = new URL(c.req.url);
  const { host } = asked;
  return [asked.origin, addressOf(asked, web).origin, ...(isHttps(c) ? [`https://${host}`] : [])].includes(origin);
}

function isFromElsewhere(c: Context, web: Pick<Web, 'publicUrl'>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') return true;
  const origin = c.req.header('origin');
  return site !== 'same-origin' && origin !== undefined && !isOwnOrigin(origin, c, web);
}
