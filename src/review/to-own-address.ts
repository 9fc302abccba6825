import type { Context } from 'hono';
import type { Web } from './web.ts';

/** The address of a request as the visitor has it: behind a proxy that adds TLS, the public one with its scheme. */
export function toOwnAddress(c: Context, web: Web): URL {
  const address = new URL(c.req.url);
  const origin = web.publicUrl?.() ?? null;
  if (origin !== null && new URL(origin).hostname === address.hostname) {
    return new URL(`${address.pathname}${address.search}`, origin);
  }
  return address;
}
