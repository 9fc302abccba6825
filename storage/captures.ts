import { type Insertable, type Selectable, sql } from 'kysely';
import type { Outcome } from '../src/model/outcome.ts';
import type { FetchedPage } from '../src/model/page.ts';
import { type Renderer, rendererIn } from '../src/model/read-by.ts';
import type { RenderMode } from '../src/model/render.ts';
import { makeId } from './ids.ts';
import { isBehind } from './is-behind.ts';
import type { Db } from './open-database.ts';
import { savePayload } from './payloads.ts';
import { toStorableJson } from './storable-text.ts';
import type { CapturesTable } from './tables.ts';

export type StoredCapture = Selectable<CapturesTable>;

/** What a visit brought. `page` is `null` where nothing was answered. */
export type NewCapture = {
  articleId: string;
  fetchedAt: Date;
  url: string;
  page: FetchedPage | null;
  outcome: Outcome;
  reason: string;
  /** Whether the page asks not to be archived. */
  noarchive: boolean;
  /** How it was fetched. */
  render: RenderMode;
};

/** What loaded the page of a capture. */
export function rendererOfCapture({ render, renderer }: Pick<StoredCapture, 'render' | 'renderer'>): Renderer {
  return render === 'browser' ? (renderer ?? 1) : null;
}

/** Stores a capture with its bytes and gives its id. */
export async function saveCapture(db: Db, capture: NewCapture): Promise<string> {
  const { articleId, page } = capture;
  const payloadId = hasBytes(page) ? await savePayload(db, articleId, page.bytes) : null;
  const row = captureRow(capture, payloadId);
  await db.insertInto('captures').values(row).execute();
  return row.id;
}

/** Whether an answer brought anything. */
export function hasBytes(page: FetchedPage | null): page is FetchedPage {
  return page !== null && page.bytes.byteLength > 0;
}

/** A capture as a row, with an id of its own. */
export function captureRow(capture: NewCapture, payloadId: string | null): Insertable<CapturesTable> {
  const { articleId, fetchedAt, page } = capture;
  return {
    id: makeId('capture', articleId, fetchedAt.toISOString(), crypto.randomUUID()),
    article_id: articleId,
    fetched_at: fetchedAt,
    url: capture.url,
    final_url: page?.finalUrl ?? null,
    redirects: toStorableJson(page?.redirects ?? []),
    status: page?.status ?? null,
    headers: toStorableJson(page?.headers ?? {}),
    outcome: capture.outcome,
    reason: capture.reason,
    payload_id: payloadId,
    took_ms: page === null ? null : Math.round(page.tookMs),
    noarchive: capture.noarchive,
    render: capture.render,
    renderer: rendererIn(capture.render),
  };
}

/** By name, and not `*`, so that PostgreSQL can keep the plan: it weighs every month's partition each time that it makes one. */
const CAPTURE_COLUMNS = [
  ...(['c.id', 'c.article_id', 'c.fetched_at', 'c.url', 'c.final_url', 'c.redirects', 'c.status'] as const),
  ...(['c.headers', 'c.outcome', 'c.reason', 'c.payload_id', 'c.took_ms', 'c.noarchive'] as const),
  ...(['c.render', 'c.renderer'] as const),
];

/** The captures of an article, newest first. */
export async function listCaptures(
  db: Db,
  articleId: string,
  limit = 1_000,
  behind: { at: Date; id: string } | null = null,
): Promise<StoredCapture[]> {
  let query = db.selectFrom('captures as c').select(CAPTURE_COLUMNS).where('article_id', '=', articleId);
  if (behind !== null) query = query.where(isBehind(sql.ref('fetched_at'), 'id', behind));
  return await query.orderBy('fetched_at', 'desc').orderBy('id').limit(limit).execute();
}

/** One capture by its whole id. */
export async function loadCapture(db: Db, id: string): Promise<StoredCapture | null> {
  return (await db.selectFrom('captures as c').select(CAPTURE_COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** A capture, and the digest of its bytes (SHA-256, hex). */
export type ProvenCapture = { capture: StoredCapture; sha256: string | null };

/** One capture with what proves it. */
export async function loadProvenCapture(db: Db, id: string): Promise<ProvenCapture | null> {
  const row = await selectProven(db).where('c.id', '=', id).executeTakeFirst();
  return row === undefined ? null : toProven(row);
}

/** The captures that these versions of an article were read from, with what proves them, by the versions' numbers. */
export async function loadCapturesOf(
  db: Db,
  articleId: string,
  numbers: number[],
): Promise<Map<number, ProvenCapture>> {
  const rows = await selectProven(db)
    .innerJoin('versions as v', 'v.capture_id', 'c.id')
    .select('v.number')
    .where('v.article_id', '=', articleId)
    .where(sql<boolean>`v.number = any (${numbers}::int[])`)
    .execute();
  return new Map(rows.map(({ number, ...row }) => [number, toProven(row)]));
}

function selectProven(db: Db) {
  return db
    .selectFrom('captures as c')
    .leftJoin('payloads as p', 'p.id', 'c.payload_id')
    .select(CAPTURE_COLUMNS)
    .select('p.sha256');
}

function toProven({ sha256, ...capture }: StoredCapture & { sha256: Uint8Array | null }): ProvenCapture {
  return { capture, sha256: sha256 === null ? null : Buffer.from(sha256).toString('hex') };
}

/** When an article was captured, the newest first. */
export async function listCaptureTimes(db: Db, articleId: string, limit: number): Promise<Date[]> {
  const rows = await db
    .selectFrom('captures')
    .select('fetched_at')
    .where('article_id', '=', articleId)
    .orderBy('fetched_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.fetched_at);
}
