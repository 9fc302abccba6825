import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { type Insertable, sql } from 'kysely';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { PayloadsTable } from './tables.ts';

const compress = promisify(zlib.zstdCompress);
const decompress = promisify(zlib.zstdDecompress);

/** Bytes as they are to be stored; `row` is `null` where they are stored already. */
export type PackedPayload = { id: string; row: Insertable<PayloadsTable> | null };

/**
 * Makes the bytes of a capture ready to be stored. The first page of an article is its keyframe: later ones are
 * compressed with it as dictionary (never against a chain, so that one step decodes). Equal bytes are stored once.
 * `isFirst`: the article has none yet, which need not be looked up.
 */
export async function packPayload(
  db: Db,
  articleId: string,
  bytes: Uint8Array,
  { isFirst = false }: { isFirst?: boolean } = {},
): Promise<PackedPayload> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const known = isFirst ? [] : await findAlike(db, articleId, sha256);
  const same = known.find((payload) => payload.is_same);
  if (same !== undefined) return { id: same.id, row: null };
  const keyframe = known.find((payload) => payload.keyframe_id === null);
  // One that was damaged on its disk serves nobody as a dictionary, and holds up no visit.
  const dictionary = keyframe === undefined ? null : await inflate(keyframe.bytes, keyframe.size).catch(() => null);
  const id = makeId('payload', articleId, sha256.toString('hex'));
  const row = {
    id,
    article_id: articleId,
    sha256,
    size: bytes.byteLength,
    keyframe_id: dictionary === null ? null : (keyframe?.id ?? null),
    bytes: await pack(bytes, dictionary),
  };
  return { id, row };
}

/** In one query, for each costs every visit a round trip: the same bytes, and the keyframe. */
async function findAlike(db: Db, articleId: string, sha256: Buffer) {
  return await db
    .selectFrom('payloads')
    .select(['id', 'bytes', 'size', 'keyframe_id', sql<boolean>`sha256 = ${sha256}`.as('is_same')])
    .where('article_id', '=', articleId)
    .where((eb) =>
      eb.or([eb('sha256', '=', sha256), eb.and([eb('keyframe_id', 'is', null), eb('packing', '=', 'zstd')])]),
    )
    .execute();
}

/** Stores the bytes of a capture and gives the payload's id. */
export async function savePayload(db: Db, articleId: string, bytes: Uint8Array): Promise<string> {
  const { id, row } = await packPayload(db, articleId, bytes);
  if (row !== null) await db.insertInto('payloads').values(row).execute();
  return id;
}

/** Stores bytes that are compressed already, a picture's or a PDF's, and gives the payload's id. */
export async function savePacked(db: Db, articleId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const id = makeId('payload', articleId, sha256.toString('hex'));
  const size = bytes.byteLength;
  await db
    .insertInto('payloads')
    .values({ id, article_id: articleId, sha256, size, keyframe_id: null, bytes, packing: 'none' })
    .onConflict((conflict) => conflict.columns(['article_id', 'sha256']).doNothing())
    .execute();
  return id;
}

/** Decompresses what is `size` bytes long then: in one piece, for each costs a way to another thread and back. */
async function inflate(packed: Uint8Array, size: number): Promise<Uint8Array> {
  return await decompress(packed, { chunkSize: Math.max(MIN_CHUNK, size) });
}

/** What zlib takes at least for the size of a piece. */
const MIN_CHUNK = 64;

/** Bytes that are not what they were when they were stored. */
export class DamagedPayload extends Error {
  constructor(id: string, options?: ErrorOptions) {
    super(`the stored bytes of payload ${id} do not have their digest`, options);
    this.name = 'DamagedPayload';
  }
}

/**
 * The bytes of a payload, as they came; `null` when there is none of this id.
 * @throws DamagedPayload when they do not have the digest that they were stored with.
 */
export async function loadPayload(db: Db, id: string): Promise<Uint8Array | null> {
  const payload = await db
    .selectFrom('payloads as p')
    .leftJoin('payloads as k', 'k.id', 'p.keyframe_id')
    .select(['p.bytes', 'p.sha256', 'p.size', 'p.packing', 'k.bytes as keyframe', 'k.size as keyframe_size'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (payload === undefined) return null;
  const bytes =
    payload.packing === 'none'
      ? payload.bytes
      : await unpack(payload).catch((cause) => {
          throw new DamagedPayload(id, { cause });
        });
  const digest = createHash('sha256').update(bytes).digest();
  if (!digest.equals(payload.sha256)) throw new DamagedPayload(id);
  return bytes;
}

type Packed = { bytes: Uint8Array; size: number; keyframe: Uint8Array | null; keyframe_size: number | null };

async function unpack({ bytes, size, keyframe, keyframe_size: keyframeSize }: Packed): Promise<Uint8Array> {
  if (keyframe === null) return await inflate(bytes, size);
  const dictionary = await inflate(keyframe, keyframeSize ?? 0);
  return await decompress(bytes, { dictionary, chunkSize: Math.max(MIN_CHUNK, size) });
}

async function pack(bytes: Uint8Array, dictionary: Uint8Array | null): Promise<Uint8Array> {
  // What comes out is mostly shorter than that, and then comes out in one piece.
  const chunkSize = Math.max(MIN_CHUNK, Math.ceil(bytes.byteLength / 3));
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: 3 };
  if (dictionary === null) return await compress(bytes, { params, chunkSize });
  // Matches anywhere in the keyframe count, so the window must span both.
  const windowLog = Math.min(27, Math.max(17, Math.ceil(Math.log2(bytes.byteLength + dictionary.byteLength + 1))));
  const spanning = { ...params, [zlib.constants.ZSTD_c_windowLog]: windowLog };
  return await compress(bytes, { params: spanning, dictionary, chunkSize });
}
