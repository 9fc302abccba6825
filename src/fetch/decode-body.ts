import { PassThrough, pipeline, Readable, type Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { RequestFailure } from './request-failure.ts';

/** More layers of compression than this are an attack, not a web page. */
const MAX_LAYERS = 3;

/** RFC 9659 § 3: a window of 8 MB is all that a decoder of zstd on the web has to give; frames may ask for far more. */
const ZSTD_WINDOW_LOG = 23;

const READABLE = new Set(['gzip', 'deflate', 'br', 'zstd']);

/** Registered codings (RFC 9110 § 8.4.1, RFC 9842) that nobody was told we could read. */
const UNREADABLE = new Set(['compress', 'dcb', 'dcz', 'exi', 'pack200-gzip', 'aes128gcm']);

/** What compression may add to a body that cannot be made smaller. */
const WIRE_MARGIN = 64 * 1024;

/** Bytes that a decoder gives at once: each piece costs a turn of a thread, and with zlib's own 16 KiB a page has many. */
const CHUNK_BYTES = 128 * 1024;

/** `cut`: a longer body is given up to the cap, instead of failing. */
export type BodyCap = { maxBytes: number; overflow: 'fail' | 'cut' };

/**
 * The bytes of a response, decompressed as its Content-Encoding says (RFC 9110 § 8.4) and never more than the cap:
 * decoding stops there, so that a bomb costs no memory. The cap holds for what comes over the wire as well.
 * @throws RequestFailure `size` above the cap, `truncated` when the compression is broken, unknown or ends early.
 */
export async function readBody(body: Readable, encoding: string, cap: BodyCap, url: URL): Promise<Uint8Array> {
  try {
    return await readEncoded(body, encoding, cap, url);
  } finally {
    body.destroy();
  }
}

async function readEncoded(body: Readable, encoding: string, cap: BodyCap, url: URL): Promise<Uint8Array> {
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
  const unreadable = encodings.find((name) => UNREADABLE.has(name));
  if (unreadable !== undefined) throw notAskedFor(url, unreadable);
  const wire = chain(first.value, chunks);
  const source = encodings.length === 0 ? wire : capWire(wire, cap, url);
  const decoded = decode(Readable.from(source), encodings, first.value);
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
  }
}

function parseEncodings(encoding: string): string[] {
  return encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => READABLE.has(name) || UNREADABLE.has(name));
}

/** The chunks of a body again, after the first was taken to look at. */
async function* chain(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Compressed bytes of which nothing comes out are no page either. */
async function* capWire(wire: AsyncIterable<Buffer>, cap: BodyCap, url: URL): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of wire) {
    total += chunk.length;
    if (total > cap.maxBytes + WIRE_MARGIN) throw tooLarge(url, cap.maxBytes, 'even as it comes, compressed');
    yield chunk;
  }
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
  const chunkSize = CHUNK_BYTES;
  switch (name) {
    case 'gzip':
      return createGunzip({ chunkSize });
    case 'br':
      return createBrotliDecompress({ chunkSize });
    case 'zstd':
      return createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } });
    default:
      // RFC 9110 § 8.4.1.2: “deflate” is zlib's format, but some servers send the bare one.
      return first === null || hasZlibHeader(first) ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
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
      if (cap.overflow === 'fail') throw tooLarge(url, cap.maxBytes, 'when decompressed');
      chunks.push(chunk.subarray(0, room));
      break;
    }
    chunks.push(chunk);
    total += chunk.length;
  }
  return Buffer.concat(chunks);
}

function notAskedFor(url: URL, encoding: string): RequestFailure {
  const reason = `${url.href} is compressed as ${encoding}, which was not asked for; nothing of it was kept.`;
  return new RequestFailure('truncated', reason);
}

function tooLarge(url: URL, maxBytes: number, when: string): RequestFailure {
  const mebibytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new RequestFailure(
    'size',
    `${url.href} is larger than ${mebibytes} MiB ${when}; raise network.maxBodyMb if such pages are wanted.`,
  );
}

function isDecodingError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return /^(Z_|ZSTD_|ERR__|ERR_BROTLI|ERR_ZSTD|ERR_ZLIB)/i.test(error.code);
}
