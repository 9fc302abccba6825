import { sql } from 'kysely';
import type { LikenessKind, LikenessOutcome, PictureSize, TakenLikeness } from '../src/model/likeness.ts';
import type { Db } from './open-database.ts';
import { savePacked } from './payloads.ts';

/** A likeness of a version, taken or not; `sha256` (hex) and `size` are those of its bytes. */
export type Likeness = {
  kind: LikenessKind;
  outcome: LikenessOutcome;
  reason: string;
  takenAt: Date | null;
  payloadId: string | null;
  sha256: string | null;
  size: number | null;
  picture: PictureSize | null;
  finalUrl: string | null;
  pageSha256: string | null;
  showsVersion: boolean | null;
};

/** Which version, and which likenesses of it. */
type Owed = { articleId: string; number: number; kinds: LikenessKind[] };

/** A page that fails to be shown is not asked for ever. */
const MOST_ATTEMPTS = 3;

/** Notes that a version owes likenesses from now on. What those before it owe cannot be had any more. */
export async function oweLikenesses(tx: Db, { articleId, number, kinds }: Owed, now: Date): Promise<void> {
  await tx
    .updateTable('likenesses')
    .set({ outcome: 'failed', due_at: null, reason: `Version ${number} stood there before it could be taken.` })
    .where('article_id', '=', articleId)
    .where('number', '<', number)
    .where('outcome', '=', 'owed')
    .execute();
  await tx
    .insertInto('likenesses')
    .values(kinds.map((kind) => ({ article_id: articleId, number, kind, outcome: 'owed', due_at: now })))
    .execute();
}

/** What could not be taken of a version is to be tried again now that a visit has found that it still stands. */
export async function retryLikenesses(tx: Db, { articleId, number, kinds }: Owed, now: Date): Promise<void> {
  await tx
    .updateTable('likenesses')
    .set({ outcome: 'owed', due_at: now })
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .where('kind', 'in', kinds)
    .where('outcome', '=', 'failed')
    .where('attempts', '<', MOST_ATTEMPTS)
    .execute();
}

/** Articles of these sources whose newest version owes likenesses at `now`, longest overdue first. */
export async function listLikenessesDue(
  db: Db,
  { sourceIds, now, limit }: { sourceIds: string[]; now: Date; limit: number },
): Promise<{ id: string; dueAt: Date }[]> {
  if (sourceIds.length === 0 || limit === 0) return [];
  const rows = await db
    .selectFrom('likenesses as l')
    .innerJoin('articles as a', (join) => join.onRef('a.id', '=', 'l.article_id').onRef('a.versions', '=', 'l.number'))
    .select((eb) => ['a.id', eb.fn.min<Date>('l.due_at').as('due_at')])
    .where('l.due_at', '<=', now)
    .where('a.source_id', 'in', sourceIds)
    .where('a.merged_into', 'is', null)
    .groupBy('a.id')
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id, due_at: dueAt }) => ({ id, dueAt }));
}

/** The likenesses that a version owes at `now`. */
export async function listOwed(db: Db, articleId: string, number: number, now: Date): Promise<LikenessKind[]> {
  const rows = await db
    .selectFrom('likenesses')
    .select('kind')
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .where('due_at', '<=', now)
    .orderBy('kind', 'desc')
    .execute();
  return rows.map(({ kind }) => kind);
}

/** Lets what an article owes rest until then. */
export async function postponeLikenesses(db: Db, articleId: string, now: Date, until: Date): Promise<void> {
  await db
    .updateTable('likenesses')
    .set({ due_at: until })
    .where('article_id', '=', articleId)
    .where('due_at', '<=', now)
    .execute();
}

/** The page that likenesses are of: as it stood when they were taken. */
export type PortrayedPage = { finalUrl: string; sha256: Uint8Array; showsVersion: boolean | null };

/** Keeps what came of taking likenesses of a version, all of it or nothing; `page` is `null` where there was none. */
export async function keepLikenesses(
  db: Db,
  version: { articleId: string; number: number },
  likenesses: TakenLikeness[],
  page: PortrayedPage | null,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const likeness of likenesses) await keepLikeness(tx, version, likeness, page, now);
  });
}

async function keepLikeness(
  tx: Db,
  { articleId, number }: { articleId: string; number: number },
  likeness: TakenLikeness,
  page: PortrayedPage | null,
  now: Date,
): Promise<void> {
  const { kind, outcome, reason } = likeness;
  const told = { outcome, reason, due_at: null, taken_at: now };
  const of = page === null ? {} : toColumns(page);
  const bytes =
    likeness.outcome === 'failed'
      ? {}
      : {
          payload_id: await savePacked(tx, articleId, likeness.bytes),
          width: likeness.size?.width ?? null,
          height: likeness.size?.height ?? null,
        };
  await tx
    .updateTable('likenesses')
    .set({ ...told, ...of, ...bytes, attempts: sql<number>`attempts + 1` })
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .where('kind', '=', kind)
    .where('outcome', '<>', 'taken')
    .execute();
}

function toColumns({ finalUrl, sha256, showsVersion }: PortrayedPage) {
  return { final_url: finalUrl, page_sha256: sha256, shows_version: showsVersion };
}

/** The likenesses of a version, the screenshot first. */
export async function listLikenesses(db: Db, articleId: string, number: number): Promise<Likeness[]> {
  return (await listLikenessesOf(db, articleId, [number])).get(number) ?? [];
}

/** The likenesses of these versions by their numbers, of each the screenshot first. */
export async function listLikenessesOf(db: Db, articleId: string, numbers: number[]): Promise<Map<number, Likeness[]>> {
  const rows = await db
    .selectFrom('likenesses as l')
    .leftJoin('payloads as p', 'p.id', 'l.payload_id')
    .select(['l.number', 'l.kind', 'l.outcome', 'l.reason', 'l.taken_at', 'l.payload_id', 'l.width', 'l.height'])
    .select(['l.final_url', 'l.page_sha256', 'l.shows_version', 'p.sha256', 'p.size'])
    .where('l.article_id', '=', articleId)
    .where(sql<boolean>`l.number = any (${numbers}::int[])`)
    .orderBy('l.kind', 'desc')
    .execute();
  const likenesses = rows.map((row) => ({
    number: row.number,
    likeness: {
      kind: row.kind,
      outcome: row.outcome,
      reason: row.reason,
      takenAt: row.taken_at,
      payloadId: row.payload_id,
      sha256: toHex(row.sha256),
      size: row.size,
      picture: row.width === null || row.height === null ? null : { width: row.width, height: row.height },
      finalUrl: row.final_url,
      pageSha256: toHex(row.page_sha256),
      showsVersion: row.shows_version,
    },
  }));
  const byNumber = Map.groupBy(likenesses, ({ number }) => number);
  return new Map([...byNumber].map(([number, own]) => [number, own.map(({ likeness }) => likeness)]));
}

function toHex(digest: Uint8Array | null): string | null {
  return digest === null ? null : Buffer.from(digest).toString('hex');
}
