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

/** Chromium's search engine, to which it connects with every new context, and other services that it asks by itself. */
const OF_CHROMIUM =
  /^(?:www\.google\.com|accounts\.google\.com|clients\d\.google\.com|(?:update|safebrowsing|optimizationguide-pa|content-autofill|chromewebstore)\.googleapis\.com|edgedl\.me\.gvt1\.com)$/;

/** Whether a host is one that the browser asks for purposes of its own; where a page asks for it, no text comes of it. */
export function isOfChromium(host: string, site: URL): boolean {
  return OF_CHROMIUM.test(host) && getDomain(host) !== getDomain(site.hostname);
}
