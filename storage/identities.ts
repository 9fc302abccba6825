import { sql } from 'kysely';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';

/** By source: the setting that its articles' identities were told by; `null` where that was not noted yet. */
export async function listIdentityPatterns(db: Db): Promise<Map<string, string | null>> {
  const rows = await db.selectFrom('sources').select(['id', 'identity_pattern']).execute();
  return new Map(rows.map((row) => [row.id, row.identity_pattern]));
}

/** Notes by which setting the identities of a source's articles are told from now on. */
export async function keepIdentityPattern(db: Db, sourceId: string, pattern: string): Promise<void> {
  await db.updateTable('sources').set({ identity_pattern: pattern }).where('id', '=', sourceId).execute();
}

/** An article's address, and what it is known by. */
export type Identity = { id: string; url: string; identity: string };

/** All articles of a source, those that turned out to be others last, and locked until the transaction ends. */
export async function lockIdentities(tx: Db, sourceId: string): Promise<Identity[]> {
  return await tx
    .selectFrom('articles')
    .select(['id', 'url', 'identity'])
    .where('source_id', '=', sourceId)
    .orderBy(sql`merged_into is not null`)
    .orderBy('first_seen_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Gives articles other identities, no two of a source the same; they may be each other's former ones. */
export async function renameIdentities(tx: Db, renamed: Pick<Identity, 'id' | 'identity'>[]): Promise<void> {
  const rows = sql`json_to_recordset(${toStorableJson(renamed)}::json) as t (id text, identity text)`;
  await sql`update articles as a set identity = ' ' || a.id from ${rows} where a.id = t.id`.execute(tx);
  await sql`update articles as a set identity = t.identity from ${rows} where a.id = t.id`.execute(tx);
}
