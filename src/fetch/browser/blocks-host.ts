import thirdParties from 'third-party-web/nostats-subset.js';
import { getDomain } from 'tldts';

/** What serves no reader of a text: adverts, whoever counts or follows visitors, or brings them in, and players of films. */
const UNWANTED = new Set(['ad', 'analytics', 'marketing', 'tag-manager', 'video']);
/** Dialogs that ask for consent come from firms of adverts too, and a page may wait for their answer: `cmp.inmobi.com`. */
const ASKS_FOR_CONSENT = /(?:^|\.)(?:cmp|consent)\./;

/**
 * Whether a host is one of the web's known third parties (the list of third-party-web, from HTTP Archive) that serve
 * adverts, follow visitors, or play films. The site that is visited is never blocked, nor is anything of it.
 */
export function blocksHost(host: string, site: URL): boolean {
  const domain = getDomain(host);
  if (domain === null || domain === getDomain(site.hostname)) return false;
  if (ASKS_FOR_CONSENT.test(host)) return false;
  return UNWANTED.has(thirdParties.getEntity(`https://${host}/`)?.category ?? '');
}
