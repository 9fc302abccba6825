import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StetError } from '../../src/model/stet-error.ts';
import type { Account } from './find-account.ts';
import { canReach } from './reach.ts';

/** Where servers of root keep their files when the server's account cannot enter the folder that holds `var/`. */
export const SHARED_HOME = '/var/lib/stet';

/**
 * The folder of the embedded server, made when missing and owned by its account: `var/postgres`. For root in a folder
 * closed to that account (root's home, mostly) `var/postgres` is a link to a folder of its own below /var/lib/stet.
 * @throws StetError when `varDir` cannot be written.
 */
export async function chooseHome(varDir: string, account: Account | null): Promise<string> {
  try {
    await makeFolder(varDir);
    const home = join(varDir, 'postgres');
    if (await isThere(home)) return await realpath(home);
    if (await canReach(varDir, account)) return await makeHome(home, account);
    return await linkHome(home, await makeHome(join(SHARED_HOME, randomBytes(6).toString('hex')), account));
  } catch (cause) {
    throw describeFolderError(varDir, cause);
  }
}

/** Makes a folder and those above it. Node's own recursive mkdir never ends where the file system refuses with ENOENT (/proc). */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path || (await isThere(dirname(path)))) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** A sentence for an error of the file system below `varDir`. */
export function describeFolderError(varDir: string, cause: unknown): StetError {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'its file system is read-only',
    ENOSPC: 'its disk is full: free some space',
    ENOENT: 'it could not be made; perhaps its file system is read-only',
    ENOTDIR: 'it, or a folder on the way to it, is a file',
    EEXIST: 'it, or a folder on the way to it, is a file',
  };
  const reason = reasons[code] ?? `${(cause as Error).message}`;
  return new StetError(
    `The folder ${varDir} cannot be used for the database: ${reason}; or name another folder in STET_DATA.`,
    { cause },
  );
}

/** Of several processes that start at once, one makes the link; the others use what it points to. */
async function linkHome(home: string, elsewhere: string): Promise<string> {
  try {
    await symlink(elsewhere, home);
    return elsewhere;
  } catch (error) {
    await rmdir(elsewhere);
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await realpath(home);
  }
}

async function isThere(path: string): Promise<boolean> {
  if ((await lstat(path).catch(() => null)) === null) return false;
  // A link whose target was deleted is an error that names it, not a reason to start afresh.
  await stat(path);
  return true;
}

async function makeHome(home: string, account: Account | null): Promise<string> {
  await makeFolder(dirname(home));
  if (dirname(home) === SHARED_HOME) await chmod(SHARED_HOME, 0o755);
  await mkdir(home, { mode: 0o700 }).catch(ignoreExisting);
  if (account !== null) await chown(home, account.uid, account.gid);
  return await realpath(home);
}

/** Another process that starts at the same time may have made it. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
