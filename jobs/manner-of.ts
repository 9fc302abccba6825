import { resolveHeaders, resolveText } from '../config/environment.ts';
import { type CookieJars, openCookieJar } from '../src/fetch/cookie-jar.ts';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import type { Source } from '../src/model/source.ts';

/** In what manner a source is asked: with which headers, through which proxy, with which cookies. */
export type Manner = Required<Pick<FetchOptions, 'headers' | 'proxy' | 'cookies'>>;

/** The manner of one visit; a sentence where a secret that it needs is not there. */
export function mannerOf(
  { id, fetch }: Source,
  jars: CookieJars,
): { ok: true; manner: Manner } | { ok: false; reason: string } {
  const headers = resolveHeaders(fetch.headers);
  if (!headers.ok) return headers;
  const proxy = fetch.proxy === null ? null : resolveText(fetch.proxy);
  if (proxy?.ok === false) return proxy;
  const keptIn = { source: () => jars.jarOf(id), visit: openCookieJar, none: () => null };
  const cookies = keptIn[fetch.cookies]();
  return { ok: true, manner: { headers: headers.headers, proxy: proxy?.secret ?? null, cookies } };
}
