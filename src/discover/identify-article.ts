import type { ArticlePattern } from '../model/source.ts';
import { normaliseUrl } from './normalise-url.ts';
import { plainAddress } from './plain-address.ts';
import { bareHost } from './site-of.ts';

/** An article as its address tells it. `variant` is the address that was given, where that is of an AMP or print page. */
export type Identified = { identity: string; url: URL; variant: URL | null };

/**
 * The identity of the article at a URL, and the URL normalised; `null` when it does not match `match`. The identity is
 * what the first group of the pattern's `identity` catches (all of it without a group), else the URL without scheme,
 * `www.` and trailing slash. Patterns are tried on the normalised URL, with its trailing slash and without; of an AMP
 * or print variant on the plain address first, which is the article's wherever `match` accepts it.
 */
export function identifyArticle(url: URL, pattern: ArticlePattern): Identified | null {
  if (!/^https?:$/.test(url.protocol)) return null;
  const normal = normaliseUrl(url);
  const plain = plainAddress(normal);
  if (plain !== null && fits(plain, pattern)) return { ...identify(plain, pattern), variant: normal };
  return fits(normal, pattern) ? { ...identify(normal, pattern), variant: null } : null;
}

function fits(url: URL, { match }: ArticlePattern): boolean {
  return match === null || find(match, url) !== null;
}

function identify(url: URL, pattern: ArticlePattern): { identity: string; url: URL } {
  const found = pattern.identity === null ? null : find(pattern.identity, url);
  const identity = found?.[1] ?? found?.[0] ?? '';
  return { identity: identity === '' ? withoutScheme(url) : identity, url };
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
  return `${bareHost(url.host)}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}
