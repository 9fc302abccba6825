import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAccount } from '../../../storage/embedded/find-account.ts';
import { startEmbedded, stopEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { isRunning } from '../../../storage/embedded/start-lock.ts';
import { openDatabase } from '../../../storage/open-database.ts';

const HOLDER = fileURLToPath(new URL('../../helpers/hold-database.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stet embedded '));
  await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
});
afterEach(async () => {
  const isLeft = existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'));
  const server = isLeft ? await startEmbedded(folder).catch(() => null) : null;
  if (server !== null) await stopEmbedded(server);
  await rm(folder, { recursive: true, force: true });
});

/** Another process with the database open; resolves when it has it. */
async function holdElsewhere(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('the other process ended early')));
  });
  return child;
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

describe('the embedded server', () => {
  it('is made once by processes that start at once, shared by them, and ended by the last', async () => {
    const databases = await Promise.all([1, 2].map(() => openDatabase({ databaseUrl: null, varDir: folder })));
    const child = await holdElsewhere();
    const server = await startEmbedded(folder);
    await Promise.all(databases.map((database) => database.close()));
    expect(isRunning(server.pid)).toBe(true);
    const exit = ended(child);
    child.stdin?.end();
    await exit;
    expect(isRunning(server.pid)).toBe(false);
  });

  it('is taken over after a kill -9 of the process that started it, with all that was stored', async () => {
    const child = await holdElsewhere();
    const before = await startEmbedded(folder);
    const exit = ended(child);
    child.kill('SIGKILL');
    await exit;
    const database = await openDatabase({ databaseUrl: null, varDir: folder });
    expect((await startEmbedded(folder)).pid).toBe(before.pid);
    expect(await database.db.selectFrom('sources').select('id').execute()).toEqual([{ id: 'held' }]);
    await database.close();
    expect(isRunning(before.pid)).toBe(false);
  });

  it('is started again, at the same port, when it was killed itself', async () => {
    const database = await openDatabase({ databaseUrl: null, varDir: folder });
    const before = await startEmbedded(folder);
    process.kill(before.pid, 'SIGKILL');
    await expect.poll(() => isRunning(before.pid)).toBe(false);
    await database.revive();
    await expect
      .poll(
        () =>
          database.db
            .selectFrom('sources')
            .select('id')
            .execute()
            .catch(() => null),
        { timeout: 10_000 },
      )
      .toEqual([]);
    await expect.poll(() => database.session.tryClaim('x').catch(() => false), { timeout: 10_000 }).toBe(true);
    await database.close();
  });

  it('is started anew by a process that finds it shutting down', async () => {
    const before = await startEmbedded(folder);
    const client = new pg.Client({ connectionString: before.url });
    client.on('error', () => {});
    await client.connect();
    process.kill(before.pid, 'SIGTERM'); // a smart shutdown: it waits for this connection, and takes no others
    const starting = startEmbedded(folder);
    await expect(new pg.Client({ connectionString: before.url }).connect()).rejects.toThrow('shutting down');
    await client.end();
    expect((await starting).pid).not.toBe(before.pid);
  });

  it('keeps its password to itself and listens on the loopback only', async () => {
    const server = await startEmbedded(folder);
    expect((await stat(join(server.home, 'password'))).mode & 0o777).toBe(0o600);
    const pidFile = await readFile(join(server.home, 'data', 'postmaster.pid'), 'utf8');
    expect(pidFile.split('\n')[5]).toBe('127.0.0.1');
  });

  it.skipIf(process.platform === 'win32')('is reached by a socket in its own folder, and by its port', async () => {
    const server = await startEmbedded(folder);
    expect(new URL(server.url).searchParams.get('host')).toBe(server.home);
    const overLoopback = new URL(server.url);
    overLoopback.search = '';
    for (const connectionString of [server.url, overLoopback.href]) {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rows } = await client.query('select inet_client_addr() is null as by_socket');
      expect(rows).toEqual([{ by_socket: connectionString === server.url }]);
      await client.end();
    }
  });

  it('says what to do when the password file was altered', async () => {
    const server = await startEmbedded(folder);
    await writeFile(join(server.home, 'password'), 'wrong');
    await expect(startEmbedded(folder)).rejects.toThrow(/does not accept the password/);
    await stopEmbedded(server);
  });

  it('refuses data of another major version, in a sentence, and leaves them', async () => {
    const server = await startEmbedded(folder);
    await stopEmbedded(server);
    const versionFile = join(server.home, 'data', 'PG_VERSION');
    await writeFile(versionFile, '15\n');
    await expect(startEmbedded(folder)).rejects.toThrow(
      /was made by PostgreSQL 15, and this stet brings PostgreSQL 18/,
    );
    await writeFile(versionFile, '18\n');
    await stopEmbedded(await startEmbedded(folder));
  });

  it('says in a sentence that its folder cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(startEmbedded('/proc/stet/var')).rejects.toThrow(/\/proc\/stet\/var cannot be used for the database/);
    await expect(startEmbedded(join(file, 'var'))).rejects.toThrow(
      /file.var cannot be used for the database: .* is a file/,
    );
  });

  it('lives in its folder; that of root, where the folder is closed to its account, elsewhere and linked', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const varDir = join(closed, 'var');
    const server = await startEmbedded(varDir);
    const isRoot = process.getuid?.() === 0;
    expect((await lstat(join(varDir, 'postgres'))).isSymbolicLink()).toBe(isRoot);
    expect(server.home.startsWith(isRoot ? '/var/lib/stet/' : varDir)).toBe(true);
    await stopEmbedded(server);
    const again = await startEmbedded(varDir);
    expect(again.home).toBe(server.home);
    await stopEmbedded(again);
    await rm(server.home, { recursive: true });
  });
});

describe('the account of the server', () => {
  it('is our own, or for root the first that the machine has', () => {
    const passwd = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\npostgres:x:100:101::/:/bin/sh\n';
    expect(findAccount(false, passwd)).toBeNull();
    expect(findAccount(true, passwd)).toEqual({ name: 'postgres', uid: 100, gid: 101 });
    expect(() => findAccount(true, 'root:x:0:0::/root:/bin/sh\n')).toThrow(/does not run as root/);
  });
});
