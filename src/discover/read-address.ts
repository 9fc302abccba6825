/** An address that can be fetched, or a sentence why a text is none. */
export type Address = { kind: 'url'; url: URL } | { kind: 'refused'; reason: string };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** `paper.example/news`, with a port or without: what people write of an address. */
const HOST_FIRST = /^(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}(?::\d+)?(?:[/?#]|$)/u;

/** Reads an address as people and pages write it: white space around it, without a scheme (RFC 3986 § 4.5). */
export function readAddress(text: string): Address {
  const written = text.trim();
  const absolute = HOST_FIRST.test(written) ? `http://${written}` : written;
  if (!SCHEME.test(absolute)) return refuse(written, 'it has no scheme and no host');
  const url = URL.parse(absolute);
  if (url === null) return refuse(written, whyNot(absolute));
  if (!/^https?:$/.test(url.protocol)) return refuse(written, `only http and https are fetched, not ${url.protocol}`);
  return { kind: 'url', url };
}

function whyNot(address: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/*([^/?#]*)/i.exec(address)?.[1] ?? '';
  if (host === '') return 'it has no host';
  return `${host} is no name of a host`;
}

function refuse(written: string, why: string): Address {
  return { kind: 'refused', reason: `“${written}” is no address of a page: ${why}.` };
}
