import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { sql } from 'kysely';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';

const compress = promisify(zlib.zstdCompress);
const decompress = promisify(zlib.zstdDecompress);

/**
 * Stores the bytes of a capture and gives the payload's id. The first page of an article is its keyframe: later
 * ones are compressed with it as dictionary (never against a chain, so that one step decodes). Equal bytes are
 * stored once.
 */
export async function savePayload(db: Db, articleId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest();
  // In one query, for each costs every visit a round trip: the same bytes, and the keyframe.
  const known = await db
    .selectFrom('payloads')
    .select(['id', 'bytes', 'keyframe_id', sql<boolean>`sha256 = ${sha256}`.as('is_same')])
    .where('article_id', '=', articleId)
    .where((eb) =>
      eb.or([eb('sha256', '=', sha256), eb.and([eb('keyframe_id', 'is', null), eb('packing', '=', 'zstd')])]),
    )
    .execute();
  const same = known.find((payload) => payload.is_same);
  if (same !== undefined) return same.id;
  const keyframe = known.find((payload) => payload.keyframe_id === null);
  // One that was damaged on its disk serves nobody as a dictionary, and holds up no visit.
  const dictionary = keyframe === undefined ? null : await decompress(keyframe.bytes).catch(() => null);
  const id = makeId('payload', articleId, sha256.toString('hex'));
  await db
    .insertInto('payloads')
    .values({
      id,
      article_id: articleId,
      sha256,
      size: bytes.byteLength,
      keyframe_id: dictionary === null ? null : (keyframe?.id ?? null),
      bytes: await pack(bytes, dictionary),
    })
    .execute();
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
    .select(['p.bytes', 'p.sha256', 'p.packing', 'k.bytes as keyframe'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (payload === undefined) return null;
  const bytes =
    payload.packing === 'none'
      ? payload.bytes
      : await unpack(payload.bytes, payload.keyframe).catch((cause) => {
          throw new DamagedPayload(id, { cause });
        });
  const digest = createHash('sha256').update(bytes).digest();
  if (!digest.equals(payload.sha256)) throw new DamagedPayload(id);
  return bytes;
}

async function unpack(packed: Uint8Array, keyframe: Uint8Array | null): Promise<Uint8Array> {
  if (keyframe === null) return await decompress(packed);
  return await decompress(packed, { dictionary: await decompress(keyframe) });
}

async function pack(bytes: Uint8Array, dictionary: Uint8Array | null): Promise<Uint8Array> {
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: 3 };
  if (dictionary === null) return await compress(bytes, { params });
  // Matches anywhere in the keyframe count, so the window must span both.
  const windowLog = Math.min(27, Math.max(17, Math.ceil(Math.log2(bytes.byteLength + dictionary.byteLength + 1))));
  return await compress(bytes, { params: { ...params, [zlib.constants.ZSTD_c_windowLog]: windowLog }, dictionary });
}

/** The SHA-256 (hex) of a payload's bytes as they came, and how many there are; `null` when there is none of this id. */
export async function describePayload(db: Db, id: string): Promise<{ sha256: string; size: number } | null> {
  const row = await db.selectFrom('payloads').select(['sha256', 'size']).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { sha256: Buffer.from(row.sha256).toString('hex'), size: row.size };
}
