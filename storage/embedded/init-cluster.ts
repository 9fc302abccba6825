import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StetError } from '../../src/model/stet-error.ts';
import type { Account } from './find-account.ts';
import type { Binaries } from './find-binaries.ts';
import { exists } from './reach.ts';

const run = promisify(execFile);

/**
 * Makes the database cluster in `home/data` when there is none, with a random password kept in `home/password`
 * (mode 0600), and gives that password. A cluster is made aside and put in its place whole, so that a process killed
 * in the middle leaves nothing half-made.
 * @throws StetError when the cluster is of another major version of PostgreSQL, or cannot be made.
 */
export async function initCluster(home: string, binaries: Binaries, account: Account | null): Promise<string> {
  const cluster = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (await exists(join(cluster, 'PG_VERSION'))) {
    await refuseOtherMajor(cluster, binaries);
    return await readFile(passwordFile, 'utf8');
  }
  const password = randomBytes(24).toString('base64url');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account !== null) await chown(passwordFile, account.uid, account.gid);
  // A name of its own: an initdb left behind by a process that was killed may still be writing to another.
  const half = join(home, `data.${randomBytes(4).toString('hex')}.new`);
  await runInitdb(binaries.initdb, half, passwordFile, account);
  await rename(half, cluster);
  await removeHalves(home);
  return password;
}

async function removeHalves(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (/^data\..*\.new$/.test(name)) await rm(join(home, name), { recursive: true, force: true });
  }
}

async function refuseOtherMajor(cluster: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const ours = binaries.version.split('.')[0] ?? '';
  if (found === ours) return;
  throw new StetError(
    `The database in ${cluster} was made by PostgreSQL ${found}, and this stet brings PostgreSQL ${ours}: use the stet that made it to export or dump it, or run a PostgreSQL ${found} server on that folder and set DATABASE_URL.`,
  );
}

/** The builtin collation (PostgreSQL 17 and later) does not depend on the machine's C library, so that indexes stay right when it is updated. */
async function runInitdb(initdb: string, cluster: string, passwordFile: string, account: Account | null) {
  const options = [
    `--pgdata=${cluster}`,
    '--username=stet',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const user = account === null ? {} : { uid: account.uid, gid: account.gid };
  try {
    await run(initdb, options, { ...user, cwd: join(cluster, '..') });
  } catch (cause) {
    const said = `${(cause as { stderr?: string }).stderr ?? ''}`.trim().split('\n');
    const told = said.find((line) => /No space left|FATAL|error:/i.test(line)) ?? said.at(-1) ?? '';
    const reason = told.replace(/^.*(?:FATAL|error): */i, '') || (cause as Error).message;
    throw new StetError(
      `The database in ${cluster} could not be made: ${reason}. Free some space or name another folder in STET_DATA.`,
      { cause },
    );
  }
}
