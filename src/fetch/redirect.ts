import type { Headers } from '../model/page.ts';

/** A request about to be sent. */
export type Outgoing = {
  url: URL;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization']);
/** Validators speak of one address only (RFC 9110 § 13.1): sent to another, a 304 would say nothing of it. */
const VALIDATORS = new Set(['if-none-match', 'if-modified-since']);
const BODY_HEADERS = new Set(['content-type', 'content-length', 'content-encoding']);

/** Where an answer redirects to (RFC 9110 § 15.4), without its fragment; `null` when it is no redirect. */
export function readLocation(status: number, headers: Headers, base: URL): URL | null {
  const location = headers.location;
  if (!REDIRECTS.has(status) || location === undefined) return null;
  const url = URL.parse(asText(location), base.href);
  if (url !== null) url.hash = '';
  return url;
}

/** The request that follows a redirect: unconditional, credentials stay with their origin, and a POST becomes a GET as in browsers (Fetch § 4.4). */
export function nextHop(hop: Outgoing, status: number, location: URL): Outgoing {
  const becomesGet =
    (status === 303 && hop.method !== 'HEAD') || ([301, 302].includes(status) && hop.method === 'POST');
  const leavesOrigin = location.origin !== hop.url.origin;
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(([name]) => {
      const lower = name.toLowerCase();
      if (VALIDATORS.has(lower)) return false;
      return !(leavesOrigin && CREDENTIALS.has(lower)) && !(becomesGet && BODY_HEADERS.has(lower));
    }),
  );
  return {
    url: location,
    method: becomesGet ? 'GET' : hop.method,
    headers,
    body: becomesGet ? undefined : hop.body,
  };
}

/** Headers whose values hold commas of their own, so that several can be told apart only by a line break. */
const ONE_A_LINE = new Set(['set-cookie', 'x-robots-tag']);

/** Headers with names in lower case; several of one name are joined by `, `, or a line break where commas say little. */
export function joinHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const joined: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (value !== undefined) joined[key] = [value].flat().join(ONE_A_LINE.has(key) ? '\n' : ', ');
  }
  return joined;
}

/** Headers arrive as Latin-1, but servers put raw UTF-8 into Location: browsers read it as such. */
function asText(header: string): string {
  if (/^[\x20-\x7e]*$/.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('�') ? header : text;
}
