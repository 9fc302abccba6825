import { createHmac, timingSafeEqual } from 'node:crypto';

/** The methods of WebSub § 7.1.1, as Node calls them too. Most hubs still sign with SHA-1. */
const METHODS = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Whether a pushed body carries the signature of who knows the secret: `X-Hub-Signature: method=hex`, an HMAC of the
 * body by the method that the header names (WebSub § 7.1.2). Takes the same time wherever a wrong one differs.
 */
export function isSigned(body: Uint8Array, header: string | null, secret: string): boolean {
  const [, method = '', hex = ''] = /^\s*([a-z0-9]+)=([0-9a-f]+)\s*$/i.exec(header ?? '') ?? [];
  if (!METHODS.has(method.toLowerCase())) return false;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
