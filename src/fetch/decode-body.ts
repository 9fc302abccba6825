import { PassThrough, pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { RequestFailure } from './request-failure.ts';

/** More layers of compression than this are an attack, not a web page. */
const MAX_LAYERS = 3;

/** `cut`: a longer body is given up to the cap, instead of failing. */
export type BodyCap = { maxBytes: number; overflow: 'fail' | 'cut' };

/**
 * The bytes of a response, decompressed as its Content-Encoding says (RFC 9110 § 8.4) and never more than the cap:
 * decoding stops there, so that a bomb costs no memory.
 * @throws RequestFailure `size` above the cap, `truncated` when the compression is broken or ends early.
 */
export async function readBody(body: Readable, encoding: string, cap: BodyCap, url: URL): Promise<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  // An empty body needs no decoding, whatever its headers say.
  if (first.done === true) return new Uint8Array();
  const encodings = parseEncodings(encoding);
  if (encodings.length > MAX_LAYERS) {
    throw new RequestFailure(
      'truncated',
      `${url.href} is compressed ${encodings.length} times over; nothing of it was kept.`,
    );
  }
  const decoded = decode(Readable.from(chain(first.value, chunks)), encodings, first.value);
  try {
    return await collect(decoded, cap, url);
  } catch (error) {
    if (error instanceof RequestFailure || !isDecodingError(error)) throw error;
    throw new RequestFailure(
      'truncated',
      `${url.href} is broken or incomplete as ${encoding} (${error.message}); it is tried again at the next visit.`,
      error,
    );
  } finally {
    decoded.destroy();
    body.destroy();
  }
}

function parseEncodings(encoding: string): string[] {
  return encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => ['gzip', 'deflate', 'br', 'zstd'].includes(name));
}

/** The chunks of a body again, after the first was taken to look at. */
async function* chain(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function decode(body: Readable, encodings: string[], first: Buffer): Readable {
  // The last encoding named was applied last, so it is undone first.
  const decoders = encodings.toReversed().map((name, layer) => createDecoder(name, layer === 0 ? first : null));
  if (decoders.length === 0) return body;
  const last = new PassThrough();
  pipeline([body, ...decoders, last], () => undefined);
  return last;
}

function createDecoder(name: string, first: Buffer | null): Transform {
  switch (name) {
    case 'gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      // RFC 9110 § 8.4.1.2: “deflate” is zlib's format, but some servers send the bare one.
      return first === null || hasZlibHeader(first) ? createInflate() : createInflateRaw();
  }
}

/** RFC 1950 § 2.2: method 8, and the two bytes a multiple of 31. */
function hasZlibHeader(bytes: Buffer): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && (bytes.length < 2 || (method * 256 + flags) % 31 === 0);
}

async function collect(decoded: Readable, cap: BodyCap, url: URL): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of decoded as AsyncIterable<Buffer>) {
    const room = cap.maxBytes - total;
    if (chunk.length > room) {
      if (cap.overflow === 'fail') throw tooLarge(url, cap.maxBytes);
      chunks.push(chunk.subarray(0, room));
      break;
    }
    chunks.push(chunk);
    total += chunk.length;
  }
  return Buffer.concat(chunks);
}

function tooLarge(url: URL, maxBytes: number): RequestFailure {
  const mebibytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new RequestFailure(
    'size',
    `${url.href} is larger than ${mebibytes} MiB when decompressed; raise network.maxBodyMb if such pages are wanted.`,
  );
}

function isDecodingError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return /^(Z_|ZSTD_|ERR__|ERR_BROTLI|ERR_ZSTD|ERR_ZLIB)/i.test(error.code);
}
