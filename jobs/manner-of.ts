import { resolveHeaders, resolveText } from '../config/environment.ts';
import { type CookieJars, openCookieJar } from '../src/fetch/cookie-jar.ts';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { Source } from '../src/model/source.ts';

/** In what manner a source is asked: with which headers, through which proxy, with which cookies. */
export type Manner = Required<Pick<FetchOptions, 'headers' | 'proxy' | 'cookies'>>;

/** The manner of one visit; a sentence where a secret that it needs is not there. */
export function mannerOf(
  { id, fetch }: Source,
  jars: CookieJars,
  mode: RenderMode,
): { ok: true; manner: Manner } | { ok: false; reason: string } {
  // A browser sends its headers to every host of a page; cookies alone are bound to one.
  const secret = Object.entries(fetch.headers).find(([name, value]) => isReference(value) && !/^cookie$/i.test(name));
  if (mode === 'browser' && secret !== undefined) {
    const reason = `The header ${secret[0]} of this source holds a secret, which a browser would send to every host that its pages name; set render: http, or take it out.`;
    return { ok: false, reason };
  }
  const headers = resolveHeaders(fetch.headers);
  if (!headers.ok) return headers;
  const proxy = fetch.proxy === null ? null : resolveText(fetch.proxy);
  if (proxy?.ok === false) return proxy;
  const keptIn = { source: () => jars.jarOf(id), visit: openCookieJar, none: () => null };
  const cookies = keptIn[fetch.cookies]();
  return { ok: true, manner: { headers: headers.headers, proxy: proxy?.secret ?? null, cookies } };
}

/** Whether a value of the configuration lies elsewhere, as secrets do. */
function isReference(value: string): boolean {
  return /^(?:env|file):/.test(value);
}
