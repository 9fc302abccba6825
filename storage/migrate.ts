import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StetError } from '../src/model/stet-error.ts';
import { up as tables } from './migrations/0001-tables.ts';
import { up as lives } from './migrations/0002-lives.ts';
import { up as drifts } from './migrations/0003-drifts.ts';
import { up as derivations } from './migrations/0004-derivations.ts';
import { up as terms } from './migrations/0005-terms.ts';
import { up as feedTitles } from './migrations/0006-feed-titles.ts';
import { up as gists } from './migrations/0007-gists.ts';
import { up as robots } from './migrations/0008-robots.ts';
import { up as politeness } from './migrations/0009-politeness.ts';
import { up as aliasesAndPushes } from './migrations/0010-aliases-and-pushes.ts';
import { up as capturePartitions } from './migrations/0011-capture-partitions.ts';
import { up as paces } from './migrations/0012-paces.ts';
import { up as revisits } from './migrations/0013-revisits.ts';
import { up as origins } from './migrations/0014-origins.ts';
import { up as renders } from './migrations/0015-renders.ts';
import { up as likenesses } from './migrations/0016-likenesses.ts';
import { up as changeLists } from './migrations/0018-change-lists.ts';
import { up as search } from './migrations/0019-search.ts';
import { up as alerts } from './migrations/0020-alerts.ts';
import { up as access } from './migrations/0021-access.ts';
import { up as searchAlerts } from './migrations/0022-search-alerts.ts';
import { up as keptFigures } from './migrations/0023-kept-figures.ts';
import { up as renderers } from './migrations/0024-renderers.ts';
import { up as latestChanges } from './migrations/0025-latest-changes.ts';
import { up as languages } from './migrations/0026-languages.ts';
import { up as standings } from './migrations/0028-standings.ts';
import { up as reextractions } from './migrations/0029-reextractions.ts';
import type { Tables } from './tables.ts';

/** All migrations in order. One that has landed is never altered. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-tables': { up: tables },
  '0002-lives': { up: lives },
  '0003-drifts': { up: drifts },
  '0004-derivations': { up: derivations },
  '0005-terms': { up: terms },
  '0006-feed-titles': { up: feedTitles },
  '0007-gists': { up: gists },
  '0008-robots': { up: robots },
  '0009-politeness': { up: politeness },
  '0010-aliases-and-pushes': { up: aliasesAndPushes },
  '0011-capture-partitions': { up: capturePartitions },
  '0012-paces': { up: paces },
  '0013-revisits': { up: revisits },
  '0014-origins': { up: origins },
  '0015-renders': { up: renders },
  '0016-likenesses': { up: likenesses },
  '0018-change-lists': { up: changeLists },
  '0019-search': { up: search },
  '0020-alerts': { up: alerts },
  '0021-access': { up: access },
  '0022-search-alerts': { up: searchAlerts },
  '0023-kept-figures': { up: keptFigures },
  '0024-renderers': { up: renderers },
  '0025-latest-changes': { up: latestChanges },
  '0026-languages': { up: languages },
  '0028-standings': { up: standings },
  '0029-reextractions': { up: reextractions },
};

/**
 * Brings the database up to this program's tables, under an advisory lock: of several processes that start at once,
 * one migrates and the others wait for it.
 * @throws StetError when the database is newer than the program, or a migration fails (it is then rolled back).
 */
export async function migrate(db: Kysely<Tables>, migrations = MIGRATIONS): Promise<void> {
  await refuseNewer(db, migrations);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'stet_migrations',
    migrationLockTableName: 'stet_migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await refuseNewer(db, migrations);
  throw new StetError(
    `The database could not be brought up to date (nothing was altered): ${(error as Error).message}. Restore a backup or report this.`,
    { cause: error },
  );
}

async function refuseNewer(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<void> {
  const { rows: found } = await sql<{
    name: string | null;
  }>`select to_regclass('stet_migrations')::text as name`.execute(db);
  if (found[0]?.name === null) return;
  const { rows } = await sql<{ name: string }>`select name from stet_migrations order by name`.execute(db);
  const unknown = rows.map((row) => row.name).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new StetError(
    `The database is newer than this stet (it holds ${unknown.join(', ')}): update stet, or use another database; nothing was altered.`,
  );
}
