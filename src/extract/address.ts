const TRACKING =
  /^(?:utm_\w+|at_\w+|ga_\w+|mc_[ce]id|fbclid|gclid|dclid|gclsrc|yclid|ysclid|msclkid|igshid|twclid|wt_?mc|cmp|cmpid|ocid|ref|ref_src|ref_url|smid|smtyp|spm|xtor|__twitter_impression|_ga|_gl|CMP|ncid|ito|ns_\w+|guccounter|guce_\w+)$/i;

/** An absolute http(s) address, `null` for anything that cannot be one. */
export function resolveAddress(href: string | null | undefined, base: string): string | null {
  if (href === null || href === undefined) return null;
  const trimmed = href.trim();
  if (trimmed === '' || trimmed.length > 8_000) return null;
  try {
    const url = new URL(trimmed, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Where a link of the text goes: also `mailto:` and `tel:`, never a script. */
export function resolveLink(href: string | null | undefined, base: string): string | null {
  if (href !== null && href !== undefined && /^\s*(?:mailto|tel):/i.test(href)) return href.trim();
  return resolveAddress(href, base);
}

/** The address without fragment and without parameters that only count visitors. */
export function withoutTracking(address: string): string {
  const url = new URL(address);
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** The host without what editions and devices put before it: `www.`, `m.`, `amp.`. */
export function hostOf(address: string): string {
  const { hostname } = new URL(address);
  return hostname.replace(/^(?:www\d?|m|amp|mobile)\./, '');
}

/** Whether two addresses belong to one site, its subdomains included. */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [hostOf(a), hostOf(b)];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
