import { matchAddress } from '../model/match-address.ts';
import { isSameSite, resolveAddress, withoutTracking } from './address.ts';

/**
 * An article's identity within its source: what the source's pattern captures in the address (its first group, else the
 * whole match), else the canonical address when it is on the same site and leads to more than the front page, else the
 * address without fragment and tracking parameters.
 */
export function identifyArticle(finalUrl: string, canonicalUrl: string | null, pattern: RegExp | null): string {
  const match = pattern === null ? null : matchAddress(pattern, finalUrl);
  const id = match?.[1] ?? match?.[0];
  if (id !== undefined && id !== '') return id;
  if (canonicalUrl !== null && isSameSite(canonicalUrl, finalUrl)) return withoutTracking(canonicalUrl);
  return withoutTracking(finalUrl);
}

/** The page's own word for its address: `rel=canonical`, else `og:url`; `null` for one that points to a front page. */
export function readCanonicalUrl(said: (string | null | undefined)[], base: string, finalUrl: string): string | null {
  for (const href of said) {
    const address = resolveAddress(href, base);
    if (address === null) continue;
    // Some sites name their front page on every page: two articles would become one.
    const isFront =
      new URL(address).pathname === '/' && new URL(finalUrl).pathname !== '/' && new URL(address).search === '';
    if (!isFront) return address;
  }
  return null;
}
