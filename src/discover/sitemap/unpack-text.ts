import { setImmediate as letOthersRun } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { lengthOfWholeLetters } from '../../model/decode-utf8.ts';
import { chooseEncoding, encodingsOf, openDecoder } from '../decode-text.ts';

/** sitemaps.org: a sitemap is at most 50 MB, uncompressed. */
const MAX_TEXT_BYTES = 52_428_800;
const CHUNK = 65_536;

/**
 * Gives the text of bytes piece by piece to `take`: unpacked where they are gzip, whatever their name or type says, and
 * decoded as they come, so that no more than a piece is held. Ends when `take` says that it has enough (`false`). Gives
 * what kept it from coming to the end: broken gzip, or more than the 50 MB that a sitemap may have.
 */
export async function unpackText(
  bytes: Uint8Array,
  contentType: string | null,
  take: (text: string) => boolean,
): Promise<string | null> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const decoder = new PieceDecoder(isPacked ? null : contentType);
  let size = 0;
  try {
    for await (const piece of isPacked ? unpack(bytes) : slices(bytes)) {
      size += piece.length;
      if (size > MAX_TEXT_BYTES) return `it has more than ${MAX_TEXT_BYTES / 2 ** 20} MB`;
      if (!take(decoder.decode(piece))) return null;
    }
    take(decoder.end());
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `its gzip cannot be unpacked (${why})`;
  }
}

async function* unpack(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.end(bytes);
  yield* gunzip;
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK);
    await letOthersRun();
  }
}

/** UTF-8 until a piece proves that it is not, then what was declared, or what its letters look like: see `decodeText`. */
class PieceDecoder {
  readonly #contentType: string | null;
  #declared: string[] = [];
  #decode: ((bytes: Uint8Array, isLast: boolean) => string) | null = null;
  #rest: Uint8Array = new Uint8Array();
  #isFirst = true;

  constructor(contentType: string | null) {
    this.#contentType = contentType;
  }

  decode(piece: Uint8Array): string {
    if (this.#isFirst) {
      this.#isFirst = false;
      const { sure, declared } = encodingsOf(piece, this.#contentType);
      this.#declared = declared;
      if (sure !== null && sure !== 'utf-8') this.#decode = openDecoder(sure);
    }
    if (this.#decode !== null) return this.#decode(piece, false);
    const bytes = Buffer.concat([this.#rest, piece]);
    const whole = lengthOfWholeLetters(bytes);
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, whole));
      this.#rest = bytes.subarray(whole);
      return text;
    } catch {
      this.#decode = openDecoder(chooseEncoding(bytes, this.#declared));
      this.#rest = new Uint8Array();
      return this.#decode(bytes, false);
    }
  }

  end(): string {
    return (this.#decode ?? openDecoder('utf-8'))(this.#rest, true);
  }
}
