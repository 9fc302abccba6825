import { type Selectable, sql } from 'kysely';
import type { EndpointPace } from '../src/model/endpoint-pace.ts';
import type { Outcome } from '../src/model/outcome.ts';
import type { Db } from './open-database.ts';
import type { EndpointsTable } from './tables.ts';

export type StoredEndpoint = Selectable<EndpointsTable>;

/** The endpoints of a source that are due at `until`, in the order of the configuration's addresses. */
export async function loadDueEndpoints(db: Db, sourceId: string, until: Date): Promise<StoredEndpoint[]> {
  return await db
    .selectFrom('endpoints')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('enabled', '=', true)
    .where('next_visit_at', '<=', until)
    .orderBy('url')
    .execute();
}

/** All endpoints that the configuration names, or those of one source, by source and address. */
export async function listEndpoints(db: Db, sourceId?: string): Promise<StoredEndpoint[]> {
  let query = db.selectFrom('endpoints').selectAll().where('enabled', '=', true);
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId);
  return await query.orderBy('source_id').orderBy('url').execute();
}

/**
 * The ids of sources that have an endpoint due at `now`, longest overdue first, at most `limit`; without those that are
 * held back for now.
 */
export async function listSourcesDue(
  db: Db,
  now: Date,
  limit: number,
  heldBack: string[] = [],
): Promise<{ sourceId: string; dueAt: Date }[]> {
  const rows = await db
    .selectFrom('endpoints')
    .select(['source_id', (eb) => eb.fn.min('next_visit_at').as('due_at')])
    .where('enabled', '=', true)
    .where('next_visit_at', '<=', now)
    .where(sql<boolean>`source_id <> all(${heldBack}::text[])`)
    .groupBy('source_id')
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ sourceId: row.source_id, dueAt: row.due_at ?? now }));
}

/** Makes all endpoints of a source due at `now`. */
export async function makeEndpointsDue(db: Db, sourceId: string, now: Date): Promise<void> {
  await db
    .updateTable('endpoints')
    .set({ next_visit_at: now })
    .where('source_id', '=', sourceId)
    .where('enabled', '=', true)
    .execute();
}

/** Makes all articles of a source due at `now` that are still visited. */
export async function makeSourceArticlesDue(db: Db, sourceId: string, now: Date): Promise<void> {
  await db
    .updateTable('articles')
    .set({ next_visit_at: now })
    .where('source_id', '=', sourceId)
    .where('next_visit_at', '>', now)
    .where('merged_into', 'is', null)
    .execute();
}

/** Puts off the visits of a source's endpoints that are due at `now` and could not be made for a reason of ours. */
export async function postponeEndpoints(db: Db, sourceId: string, now: Date, until: Date): Promise<void> {
  await db
    .updateTable('endpoints')
    .set({ next_visit_at: until })
    .where('source_id', '=', sourceId)
    .where('next_visit_at', '<=', now)
    .execute();
}

/** What a visit of an endpoint leaves behind. `failures` is 0 after a good one. */
export type EndpointVisit = {
  outcome: Outcome | 'ok';
  reason: string | null;
  items: number | null;
  failures: number;
  etag: string | null;
  lastModified: string | null;
  /** Left out where the visit taught nothing. */
  pace?: EndpointPace | null;
  /** The hub that it named; `undefined`: it was not read, and what it named before stands. */
  hub?: { hub: string; topic: string } | null | undefined;
  nextVisitAt: Date | null;
};

/** Keeps what a visit of an endpoint came to. */
export async function saveEndpointVisit(db: Db, id: string, visit: EndpointVisit, now: Date): Promise<void> {
  await db
    .updateTable('endpoints')
    .set({
      last_visit_at: now,
      last_outcome: visit.outcome,
      last_reason: visit.reason,
      ...(visit.items === null ? {} : { last_items: visit.items }),
      failures: visit.failures,
      etag: visit.etag,
      last_modified: visit.lastModified,
      ...(visit.pace == null ? {} : { pace: JSON.stringify(visit.pace), last_read_at: now }),
      ...(visit.hub === undefined ? {} : { hub: visit.hub?.hub ?? null, topic: visit.hub?.topic ?? null }),
      next_visit_at: visit.nextVisitAt,
    })
    .where('id', '=', id)
    .execute();
}
