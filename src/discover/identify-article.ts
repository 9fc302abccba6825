import type { ArticlePattern } from '../model/source.ts';
import { normaliseUrl } from './normalise-url.ts';

/**
 * The identity of the article at a URL, and the URL normalised; `null` when it does not match `match`. The identity is
 * what the first group of the pattern's `identity` catches (all of it without a group), else the URL without scheme
 * and trailing slash. Patterns are tried on the normalised URL, with its trailing slash and without.
 */
export function identifyArticle(url: URL, pattern: ArticlePattern): { identity: string; url: URL } | null {
  if (!/^https?:$/.test(url.protocol)) return null;
  const normal = normaliseUrl(url);
  const matched = pattern.match === null || find(pattern.match, normal) !== null;
  if (!matched) return null;
  const found = pattern.identity === null ? null : find(pattern.identity, normal);
  const identity = found?.[1] ?? found?.[0] ?? '';
  return { identity: identity === '' ? withoutScheme(normal) : identity, url: normal };
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
