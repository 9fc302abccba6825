import { getDomain } from 'tldts';

/**
 * What one publisher has registered: the registrable domain by the Public Suffix List (hosts of a shared service, such
 * as `a.github.io`, are sites of their own); the host itself, with its port, where there is none (an address of IP).
 */
export function siteOf(url: URL): string {
  return getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.host;
}

/** A host without the `www.` that says nothing. */
export function bareHost(host: string): string {
  return host.replace(/^www\./, '');
}

/** Whether two addresses are one but for the scheme, `www.` and slashes at the end. */
export function isTwinAddress(one: URL, other: URL): boolean {
  return addressKey(one) === addressKey(other);
}

function addressKey(url: URL): string {
  return addressAt(bareHost(url.host), url);
}

/** An address at a host, without scheme and slashes at the end. */
export function addressAt(host: string, { pathname, search }: URL): string {
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}
