import thirdParties from 'third-party-web/nostats-subset.js';
import { getDomain } from 'tldts';

/** What serves no reader: adverts, and whoever counts or follows visitors, or brings them in. */
const UNWANTED = new Set(['ad', 'analytics', 'marketing', 'tag-manager']);

/**
 * Whether a host is one of the web's known third parties (the list of third-party-web, from HTTP Archive) that serve
 * adverts or follow visitors. The site that is visited is never blocked, nor is anything of it.
 */
export function blocksHost(host: string, site: URL): boolean {
  const domain = getDomain(host);
  if (domain === null || domain === getDomain(site.hostname)) return false;
  return UNWANTED.has(thirdParties.getEntity(`https://${host}/`)?.category ?? '');
}
