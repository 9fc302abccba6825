import type { ArticlePattern } from '../model/source.ts';
import { cleanUrl, normaliseUrl } from './normalise-url.ts';

/** An article by its address. `url` can be fetched; `formerIdentities` are those that it may be stored under already. */
export type IdentifiedArticle = { identity: string; url: URL; formerIdentities: string[] };

/**
 * The identity of the article at a URL, and the URL cleaned; `null` when it does not match `match`. The identity is what
 * the first group of the pattern's `identity` catches (all of it without a group), else the URL normalised, without
 * scheme and trailing slash. Patterns are tried on the clean URL, with its trailing slash and without.
 */
export function identifyArticle(url: URL, pattern: ArticlePattern): IdentifiedArticle | null {
  if (!/^https?:$/.test(url.protocol)) return null;
  const clean = cleanUrl(url);
  const matched = pattern.match === null || find(pattern.match, clean) !== null;
  if (!matched) return null;
  const found = pattern.identity === null ? null : find(pattern.identity, clean);
  const caught = found?.[1] ?? found?.[0] ?? '';
  if (caught !== '') return { identity: caught, url: clean, formerIdentities: [] };
  const identity = withoutScheme(normaliseUrl(clean));
  // Before parameters were sorted, and what tracks readers was known as well as today.
  const former = [withoutScheme(clean), withoutScheme(url)].filter((each) => each !== identity);
  return { identity, url: clean, formerIdentities: [...new Set(former)] };
}

function find(pattern: RegExp, url: URL): RegExpExecArray | null {
  // A pattern with the flag g remembers where it was.
  pattern.lastIndex = 0;
  const found = pattern.exec(url.href);
  if (found !== null || !url.href.endsWith('/')) return found;
  pattern.lastIndex = 0;
  return pattern.exec(url.href.slice(0, -1));
}

function withoutScheme(url: URL): string {
  return `${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}
