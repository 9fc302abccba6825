import type { Source } from '../src/model/source.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';

/**
 * Makes the database's sources and endpoints those of the configuration. What the configuration no longer names is
 * switched off and kept; a new endpoint, and one that comes back, is due at once.
 */
export async function syncSources(db: Db, sources: Source[], now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sources')
      .set({ enabled: false, removed_at: now })
      .where('removed_at', 'is', null)
      .$if(sources.length > 0, (query) =>
        query.where(
          'id',
          'not in',
          sources.map((source) => source.id),
        ),
      )
      .execute();
    for (const { id, name, homepage, enabled } of sources) {
      const values = { name, homepage, enabled, removed_at: null };
      await tx
        .insertInto('sources')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    }
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
    await tx.updateTable('endpoints').set({ enabled: false }).where('id', 'in', ids).execute();
  }
  const enabledKeys = new Set(known.filter((endpoint) => endpoint.enabled).map(keyOf));
  for (const endpoint of wanted.filter((candidate) => !enabledKeys.has(keyOf(candidate)))) {
    const values = { kind: endpoint.kind, enabled: true, next_visit_at: now };
    await tx
      .insertInto('endpoints')
      .values({ id: makeId('endpoint', endpoint.source_id, endpoint.url), ...endpoint, ...values })
      .onConflict((conflict) => conflict.columns(['source_id', 'url']).doUpdateSet(values))
      .execute();
  }
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
