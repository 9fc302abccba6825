import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../storage/open-database.ts';

/** A migrated database of its own for one test file; `drop` ends and deletes it. */
export type TestDatabase = Database & { drop(): Promise<void> };

/** Makes an empty database on the shared server and gives its URL. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server, `drop database if exists ${name} with (force)`) };
}

/** Makes a database and opens it, migrated. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase();
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
