import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/compress';

const pack = promisify(gzip);
/** What is shorter goes into one packet as it is. */
const SHORTEST = 1_024;
/** Takes a third of the time of zlib's own 6, and makes pages a tenth larger. */
const LEVEL = 3;

/**
 * Names pages by a digest of what they say, so that a browser that has one already is only told so (RFC 9110, § 13.1.2),
 * and compresses what is text. All answers of stet are in memory: to pack one at once costs less than a stream does.
 */
export function packAnswers(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { status, headers } = c.res;
    const type = headers.get('content-type');
    if (type === null || !COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type)) return;
    if (status !== 200 && status < 400) return;
    if (c.req.method === 'HEAD' || headers.has('content-encoding')) return;
    const kept = new Headers(headers);
    kept.append('vary', 'Accept-Encoding');
    const body = Buffer.from(await c.res.arrayBuffer());
    if (status === 200 && c.req.method === 'GET' && type.startsWith('text/html')) {
      // Weak: the same page is packed for one browser, and not for another.
      const tag = `W/"${createHash('sha1').update(body).digest('base64url')}"`;
      kept.set('etag', tag);
      if (isKnown(c, tag)) return replace(c, null, 304, kept);
    }
    const isPacked = body.length >= SHORTEST && takesGzip(c);
    if (isPacked) weaken(kept);
    if (isPacked) kept.set('content-encoding', 'gzip');
    kept.delete('content-length');
    return replace(c, isPacked ? await pack(body, { level: LEVEL }) : body, status, kept);
  };
}

function isKnown(c: Context, tag: string): boolean {
  const known = c.req.header('if-none-match') ?? '';
  return known.split(',').some((each) => each.trim() === tag);
}

function takesGzip(c: Context): boolean {
  const taken = accepts(c, { header: 'Accept-Encoding', supports: ['gzip', 'identity'], default: 'identity' });
  return taken === 'gzip';
}

/** Packed, an answer is another sequence of bytes than the one that a strong tag names (RFC 9110, § 8.8.1). */
function weaken(headers: Headers): void {
  const tag = headers.get('etag');
  if (tag !== null && !tag.startsWith('W/')) headers.set('etag', `W/${tag}`);
}

function replace(c: Context, body: Uint8Array<ArrayBuffer> | null, status: number, headers: Headers): void {
  c.res = undefined; // else the headers of before are laid over these
  c.res = new Response(body, { status, headers });
}
