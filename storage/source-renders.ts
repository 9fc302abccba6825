import type { RenderMemory } from '../src/model/render.ts';
import type { Db } from './open-database.ts';

/** What has worked for a source; `null` while nothing but plain requests was tried. */
export async function loadRender(db: Db, sourceId: string): Promise<RenderMemory | null> {
  return (await listRenders(db, [sourceId])).get(sourceId) ?? null;
}

/** The same for several sources, by their ids. */
export async function listRenders(db: Db, sourceIds: string[]): Promise<Map<string, RenderMemory>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db.selectFrom('source_renders').selectAll().where('source_id', 'in', sourceIds).execute();
  return new Map(
    rows.map((row) => [
      row.source_id,
      { mode: row.render, httpAgainAt: row.http_again_at, browserAgainAt: row.browser_again_at },
    ]),
  );
}

/** Keeps what has worked for a source. */
export async function saveRender(db: Db, sourceId: string, memory: RenderMemory): Promise<void> {
  const { mode, httpAgainAt, browserAgainAt } = memory;
  const row = { render: mode, http_again_at: httpAgainAt, browser_again_at: browserAgainAt };
  await db
    .insertInto('source_renders')
    .values({ source_id: sourceId, ...row })
    .onConflict((conflict) => conflict.column('source_id').doUpdateSet(row))
    .execute();
}
