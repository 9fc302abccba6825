import type { Context, Next } from 'hono';

/** Pages whose forms write filters into the address. */
export const FILTERED_PATHS = ['/', '/articles', '/search', '/numbers'];

/**
 * Leads from an address with parameters that say nothing, as forms write for what was not chosen, to the one without them:
 * that is the one to keep and to cite.
 */
export async function cleanAddress(c: Context, next: Next): Promise<Response | undefined> {
  const { pathname, searchParams } = new URL(c.req.url);
  const said = new URLSearchParams([...searchParams].filter(([, value]) => value.trim() !== ''));
  if (said.size < searchParams.size) return c.redirect(said.size === 0 ? pathname : `${pathname}?${said}`, 302);
  await next();
  return undefined;
}
