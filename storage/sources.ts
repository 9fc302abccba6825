import { sql } from 'kysely';
import type { Source } from '../src/model/source.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';

/**
 * Makes the database's sources and endpoints those of the configuration, in a few statements however many there are,
 * and writes only what differs. What the configuration no longer names is switched off and kept; a new endpoint, and
 * one that comes back, is due at once.
 */
export async function syncSources(db: Db, sources: Source[], now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sources')
      .set({ enabled: false, removed_at: now })
      .where('removed_at', 'is', null)
      .where(sql<boolean>`id <> all(${sources.map((source) => source.id)})`)
      .execute();
    const rows = sources.map(({ id, name, homepage, enabled }) => ({ id, name, homepage, enabled }));
    await sql`insert into sources as s (id, name, homepage, enabled)
      select * from json_to_recordset(${toStorableJson(rows)}::json)
        as configured (id text, name text, homepage text, enabled boolean)
      on conflict (id) do update
        set name = excluded.name, homepage = excluded.homepage, enabled = excluded.enabled, removed_at = null
        where (s.name, s.homepage, s.enabled) <> (excluded.name, excluded.homepage, excluded.enabled)
          or s.removed_at is not null`.execute(tx);
    await syncEndpoints(tx, sources, now);
  });
}

async function syncEndpoints(tx: Db, sources: Source[], now: Date): Promise<void> {
  const wanted = sources
    .filter((source) => source.enabled)
    .flatMap((source) => source.discover.map(({ kind, url }) => ({ source_id: source.id, kind, url })));
  const known = await tx.selectFrom('endpoints').select(['id', 'source_id', 'url', 'enabled']).execute();
  const keyOf = (endpoint: { source_id: string; url: string }) => `${endpoint.source_id} ${endpoint.url}`;
  const wantedKeys = new Set(wanted.map(keyOf));
  const surplus = known.filter((endpoint) => endpoint.enabled && !wantedKeys.has(keyOf(endpoint)));
  if (surplus.length > 0) {
    const ids = surplus.map((endpoint) => endpoint.id);
    await tx.updateTable('endpoints').set({ enabled: false }).where(sql<boolean>`id = any(${ids})`).execute();
  }
  const enabledKeys = new Set(known.filter((endpoint) => endpoint.enabled).map(keyOf));
  const missing = new Map(
    wanted.filter((one) => !enabledKeys.has(keyOf(one))).map((one) => [keyOf(one), { ...one, id: idOf(one) }]),
  );
  if (missing.size === 0) return;
  await sql`insert into endpoints (id, source_id, kind, url, enabled, next_visit_at)
    select id, source_id, kind, url, true, ${now}
    from json_to_recordset(${toStorableJson([...missing.values()])}::json)
      as wanted (id text, source_id text, kind text, url text)
    on conflict (source_id, url) do update
      set kind = excluded.kind, enabled = true, next_visit_at = excluded.next_visit_at`.execute(tx);
}

function idOf(endpoint: { source_id: string; url: string }): string {
  return makeId('endpoint', endpoint.source_id, endpoint.url);
}

/** The ids of all sources that are, or were once, configured. */
export async function listSourceIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('sources').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Whether a source of this id is, or was once, configured. */
export async function isStoredSource(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('sources').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
