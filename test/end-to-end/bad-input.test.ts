import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../storage/migrate.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { CHILD_ENV } from '../helpers/child-env.ts';
import { createDatabase } from '../helpers/database.ts';
import { runStet } from '../helpers/run-stet.ts';
import { freePort } from '../helpers/servers.ts';

let folder: string;
let database: { url: string; drop(): Promise<void> };
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stet bad input '));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'config', 'sources'), { recursive: true });
  await writeFile(join(folder, 'config', 'stet.yaml'), 'web: { port: 0 }\n');
  database = await createDatabase();
  env = { STET_CONFIG: join(folder, 'config'), STET_DATA: join(folder, 'var'), DATABASE_URL: database.url };
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What `stet start` says of it: one sentence, and no stack. */
async function expectRefusal(overrides: Record<string, string>, code: number, ...words: (string | RegExp)[]) {
  const run = await runStet(['start'], { ...env, ...overrides });
  for (const word of words) expect(run.err).toMatch(word);
  expect(run.err).not.toMatch(/\n\s+at /);
  expect(run.code, run.err).toBe(code);
}

/** A configuration folder of its own with these files. */
async function makeConfig(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(folder, 'config-'));
  await mkdir(join(dir, 'sources'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

describe('stet start refuses, in a sentence that says what to do,', () => {
  it('a configuration with mistakes: all of them, each with file and line', async () => {
    const dir = await makeConfig({
      'stet.yaml': 'web:\n  port: 4000\n  prot: 1\n',
      'sources/paper.yaml': 'name: Paper\nhomepage: https://paper.example/\nschedule: { every: 5 minutes }\n',
      'sources/broken.yaml': 'name: [unclosed\n',
    });
    const at = (file: string) => new RegExp(`${file}:\\d+:\\d+ `);
    await expectRefusal({ STET_CONFIG: dir }, 2, at('stet.yaml'), at('paper.yaml'), at('broken.yaml'), 'port', '5m');
  });

  it('a folder of configuration that is not there', async () => {
    await expectRefusal({ STET_CONFIG: join(folder, 'nowhere') }, 2, 'nowhere', 'STET_CONFIG');
  });

  it('an environment that makes no sense', async () => {
    await expectRefusal({ DATABASE_URL: 'mysql://x' }, 2, 'DATABASE_URL');
    await expectRefusal({ LOG_LEVEL: 'loud' }, 2, 'LOG_LEVEL');
  });

  it('a database that does not answer', async () => {
    const url = `postgres://stet:secret@127.0.0.1:${await freePort()}/stet`;
    await expectRefusal({ DATABASE_URL: url }, 1, 'DATABASE_URL', 'ECONNREFUSED', /^(?!.*secret)/s);
  });

  it('a Redis that does not answer', async () => {
    await expectRefusal({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` }, 1, 'REDIS_URL');
  });

  it('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const dir = await makeConfig({ 'stet.yaml': `web: { port: ${port} }\n` });
    await expectRefusal({ STET_CONFIG: dir }, 1, `port ${port}`, 'web.port');
    server.close();
  });

  it('a review UI that others could reach, without a token', async () => {
    const dir = await makeConfig({ 'stet.yaml': 'web: { host: 0.0.0.0, port: 0 }\n' });
    await expectRefusal({ STET_CONFIG: dir }, 2, 'web.token');
  });

  it('a data folder that cannot be used', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    await expectRefusal({ DATABASE_URL: '', STET_DATA: join(file, 'var') }, 1, 'a file', 'STET_DATA');
  });

  it('a database that a later stet made, and alters nothing in it', async () => {
    const { url, drop } = await createDatabase();
    const opened = await openDatabase({ databaseUrl: url, varDir: folder });
    await sql`insert into stet_migrations (name, timestamp) values ('9999-later', '')`.execute(opened.db);
    await expectRefusal({ DATABASE_URL: url }, 1, 'newer than this stet', '9999-later');
    const { rows } = await sql`select name from stet_migrations order by name`.execute(opened.db);
    expect(rows).toEqual([...Object.keys(MIGRATIONS), '9999-later'].map((name) => ({ name })));
    await opened.close();
    await drop();
  });

  it('a second daemon on the same embedded data, while the first goes on', { timeout: 60_000 }, async () => {
    const program = fileURLToPath(new URL('../../src/cli/stet.js', import.meta.url));
    const embedded = { ...env, DATABASE_URL: '', STET_DATA: join(folder, 'embedded') };
    const first = spawn(process.execPath, [program, 'start'], {
      env: { ...CHILD_ENV, ...embedded },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise((resolve) => first.stderr.once('data', resolve));
    const exited = new Promise((resolve) => first.once('exit', resolve));
    await expectRefusal(embedded, 1, 'Another stet daemon already runs', 'STET_DATA');
    expect((await runStet(['articles', '--json'], embedded)).code).toBe(0);
    first.kill('SIGTERM');
    expect(await exited).toBe(0);
  });
});

describe('the command line', () => {
  it.each([
    [['nonsense']],
    [['articles', '--status', 'fine']],
    [['start', '--role', 'king']],
    [['show']],
    [['changes', '--since', 'lately']],
  ])('%j is wrong usage', async (args) => {
    const run = await runStet(args, env);
    expect(run.code).toBe(2);
    expect(run.err).not.toBe('');
  });
});
