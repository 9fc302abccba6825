import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../storage/open-database.ts';
import { MIGRATED } from './servers.ts';

/** A migrated database of its own for one test file; `drop` ends and deletes it. */
export type TestDatabase = Database & { drop(): Promise<void> };

/** Makes a database on the shared server, empty or with all tables, and gives its URL. */
export async function createDatabase(
  { isMigrated }: { isMigrated: boolean } = { isMigrated: false },
): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name}${isMigrated ? ` template ${MIGRATED}` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server, `drop database if exists ${name} with (force)`) };
}

/** Makes a database and opens it, migrated. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase({ isMigrated: true });
  const database = await openDatabase({ databaseUrl: url, varDir: '/nonexistent' });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}

async function ask(url: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(query);
  await client.end();
}
