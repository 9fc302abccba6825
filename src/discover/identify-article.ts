import { matchAddress } from '../model/match-address.ts';
import type { ArticlePattern } from '../model/source.ts';
import { cleanUrl, normaliseUrl } from './normalise-url.ts';
import { plainAddress } from './plain-address.ts';
import { addressAt, bareHost } from './site-of.ts';

/**
 * An article as its address tells it. `url` can be fetched; `variant` is the address that was given, where that is of an
 * AMP or print page; `formerIdentities` are those that it may be stored under already.
 */
export type Identified = { identity: string; url: URL; variant: URL | null; formerIdentities: string[] };

/**
 * The identity of the article at a URL, and the URL cleaned; `null` when it does not match `match`. The identity is what
 * the first group of the pattern's `identity` catches (all of it without a group), else the URL normalised, without
 * scheme, `www.` and trailing slash. Patterns are tried on the clean URL, with its trailing slash and without; of an AMP
 * or print variant on the plain address first, which is the article's wherever `match` accepts it.
 */
export function identifyArticle(url: URL, pattern: ArticlePattern): Identified | null {
  if (!/^https?:$/.test(url.protocol)) return null;
  const clean = cleanUrl(url);
  const plain = plainAddress(clean);
  if (plain !== null && fits(plain, pattern)) return { ...identify(plain, url, pattern), variant: clean };
  return fits(clean, pattern) ? { ...identify(clean, url, pattern), variant: null } : null;
}

function fits(url: URL, { match }: ArticlePattern): boolean {
  return match === null || find(match, url) !== null;
}

function identify(clean: URL, given: URL, pattern: ArticlePattern): Omit<Identified, 'variant'> {
  const found = pattern.identity === null ? null : find(pattern.identity, clean);
  const caught = found?.[1] ?? found?.[0] ?? '';
  if (caught !== '') return { identity: caught, url: clean, formerIdentities: [] };
  const identity = addressAt(bareHost(clean.host), normaliseUrl(clean));
  // Before parameters were sorted and `www.` was dropped, and what tracks readers was known as well as today.
  const former = [clean, given].map((each) => addressAt(each.host, each)).filter((each) => each !== identity);
  return { identity, url: clean, formerIdentities: [...new Set(former)] };
}

function find(pattern: RegExp, url: URL): (string | undefined)[] | null {
  const found = matchAddress(pattern, url.href);
  return found !== null || !url.href.endsWith('/') ? found : matchAddress(pattern, url.href.slice(0, -1));
}
