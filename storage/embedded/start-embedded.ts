import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chown, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StetError } from '../../src/model/stet-error.ts';
import { chooseHome, describeFolderError, SHARED_HOME } from './choose-home.ts';
import { type Account, findAccount } from './find-account.ts';
import { type Binaries, findBinaries } from './find-binaries.ts';
import { initCluster } from './init-cluster.ts';
import { serverSettings } from './server-settings.ts';
import { isRunning, withStartLock } from './start-lock.ts';

const START_DEADLINE_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

/** The embedded server, running. It outlives this process unless `stopEmbedded` ends it. */
export type EmbeddedServer = { url: string; home: string; pid: number };

/**
 * Gives the running embedded server of `varDir`: the one that runs already (left behind by a daemon that was killed,
 * or used by another process now), else one started here. The first start makes the cluster.
 * @throws StetError with what stands in the way.
 */
export async function startEmbedded(varDir: string): Promise<EmbeddedServer> {
  const account = findAccount(process.getuid?.() === 0);
  const home = await chooseHome(varDir, account);
  try {
    return await withStartLock(join(home, 'starting'), () => startInHome(home, account));
  } catch (error) {
    if (error instanceof StetError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw describeFolderError(varDir, error);
  }
}

/** Ends the server by a fast shutdown: transactions are rolled back, all that was committed is on disk. */
export async function stopEmbedded(server: EmbeddedServer): Promise<void> {
  if (!isRunning(server.pid)) return;
  process.kill(server.pid, 'SIGINT');
  for (let waited = 0; isRunning(server.pid) && waited < 15_000; waited += 50) await sleep(50);
}

async function startInHome(home: string, account: Account | null): Promise<EmbeddedServer> {
  const binaries = await findBinaries(account, account === null ? home : SHARED_HOME);
  const password = await initCluster(home, binaries, account);
  const running = await readPostmaster(home);
  if (running !== null && isPostgres(running.pid)) {
    const server = await waitUntilReady(home, password);
    if (server !== null) return server;
    // It was shutting down when it was found: now it is gone, and another can be started.
  }
  const logSize = (await stat(join(home, 'log')).catch(() => null))?.size ?? 0;
  await runServer(home, binaries, account, await choosePort(home));
  const started = await waitUntilReady(home, password);
  if (started !== null) return started;
  throw new StetError(
    `The embedded database in ${home} did not start: ${await lastWords(home, logSize)} Its log is ${join(home, 'log')}.`,
  );
}

type Postmaster = { pid: number; port: number; socketFolder: string };

/** `data/postmaster.pid`: the process in its first line, the port in its fourth, the folder of its socket, if any, in its fifth. */
async function readPostmaster(home: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port, socketFolder: lines[4]?.trim() ?? '' } : null;
}

/** Systems take no longer name for a socket (sockaddr_un), the shortest of them macOS. */
const LONGEST_SOCKET_PATH = 103;

/** Where the server's Unix socket is to be: its own folder, where the system has such sockets and takes so long a name. */
function chooseSocketFolder(home: string): string {
  const isTooLong = Buffer.byteLength(join(home, '.s.PGSQL.65535')) > LONGEST_SOCKET_PATH;
  // PostgreSQL reads the setting as a list.
  return process.platform === 'win32' || isTooLong || /[,"]/.test(home) ? '' : home;
}

/** By its socket where it has one: that costs half of what the loopback does, for both sides. */
function urlOf({ port, socketFolder }: Postmaster, password: string): string {
  const url = `postgres://stet:${password}@127.0.0.1:${port}/postgres`;
  return socketFolder === '' ? url : `${url}?host=${encodeURIComponent(socketFolder)}`;
}

/** After the machine was restarted, the number in an old file may be another program's: where /proc tells names, they count. */
function isPostgres(pid: number): boolean {
  if (!isRunning(pid)) return false;
  if (!existsSync('/proc/self/comm')) return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

/**
 * The port of the last run when it is free, so that pools that processes hold find the server again. It is kept in a
 * file of our own: a server that ends in order takes its postmaster.pid along.
 */
async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port');
  const last = Number(await readFile(file, 'utf8').catch(() => ''));
  if (last > 0 && (await listenOnce(last)) === last) return last;
  const port = await listenOnce(0);
  if (port === null) throw new StetError('No free port was found on 127.0.0.1 for the database.');
  await writeFile(file, String(port), { mode: 0o600 });
  return port;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

async function runServer(home: string, binaries: Binaries, account: Account | null, port: number): Promise<void> {
  const logPath = join(home, 'log');
  if (((await stat(logPath).catch(() => null))?.size ?? 0) > LOG_LIMIT_BYTES) await truncate(logPath);
  const log = await open(logPath, 'a', 0o600);
  if (account !== null) await chown(logPath, account.uid, account.gid);
  const user = account === null ? {} : { uid: account.uid, gid: account.gid };
  // Detached: a signal to the daemon's process group (Ctrl-C) must not end the server before the daemon has drained.
  const child = spawn(
    binaries.postgres,
    ['-D', join(home, 'data'), ...serverSettings(port, chooseSocketFolder(home), totalmem())],
    {
      ...user,
      cwd: home,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  child.on('error', () => {}); // told by waitUntilReady, with what the log says
  child.unref();
  await log.close();
}

/** The server once it takes connections; `null` when it has ended, or does not answer for a minute. */
async function waitUntilReady(home: string, password: string): Promise<EmbeddedServer | null> {
  const deadline = performance.now() + START_DEADLINE_MS;
  let seen = false;
  for (let waits = 0; performance.now() < deadline; waits += 1) {
    const postmaster = await readPostmaster(home);
    const isAlive = postmaster !== null && isPostgres(postmaster.pid);
    seen ||= isAlive;
    if (isAlive) {
      const url = urlOf(postmaster, password);
      if (await answers(url)) return { url, home, pid: postmaster.pid };
    } else if (seen || waits > 100) {
      return null;
    }
    await sleep(50);
  }
  return null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new StetError(
        `The embedded database does not accept the password in its folder's file "password": put the right file back from a backup.`,
        { cause: error },
      );
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What the server said last of a failure, as far as its log tells. */
async function lastWords(home: string, since: number): Promise<string> {
  const log = await readFile(join(home, 'log')).catch(() => Buffer.alloc(0));
  const lines = log.subarray(since).toString().split('\n');
  const told = lines.filter((line) => /FATAL|PANIC|error while loading/.test(line)).pop();
  return told === undefined ? 'it said nothing.' : `it said "${told.replace(/^.*?(FATAL|PANIC):\s*/, '')}".`;
}
