import type { Web } from './web.ts';

/** An address that was asked for as its reader has it: behind a proxy that adds TLS, the public one with its scheme. */
export function addressOf(asked: URL, web: Pick<Web, 'publicUrl'>): URL {
  const origin = web.publicUrl?.() ?? null;
  if (origin === null || new URL(origin).hostname !== asked.hostname) return asked;
  return new URL(`${asked.pathname}${asked.search}`, origin);
}
