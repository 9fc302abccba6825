import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk that a server keeps its files on, and that can be full. */
export type Disk = {
  /** What it is: a test says how it was made full. */
  kind: string;
  folder: string;
  /** From now on, no file on it can grow. */
  fill(): Promise<void>;
  /** There is room again. */
  free(): Promise<void>;
  close(): Promise<void>;
};

const SIZE = '2g';

/**
 * A disk of its own: a tmpfs, which is full (ENOSPC) once it is made as small as what lies on it. Where this account
 * may mount none, a folder whose PostgreSQL may write no file any more (EFBIG, by `prlimit`).
 */
export async function openDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-disk-'));
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (mounted) return openTmpfs(folder);
  await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
  return openLimited(folder);
}

function openTmpfs(folder: string): Disk {
  const resize = (size: string) => run('mount', ['-o', `remount,size=${size}`, folder]);
  return {
    kind: 'a tmpfs with no room left (ENOSPC)',
    folder,
    fill: async () => {
      // What is written between the look and the cut makes the cut fail: then it is made again.
      for (let tries = 1; ; tries += 1) {
        const { blocks, bfree, bsize } = await statfs(folder);
        const isFull = await resize(String((blocks - bfree) * bsize)).then(
          () => true,
          (error: unknown) => {
            if (tries === 100) throw error;
            return false;
          },
        );
        if (isFull) return;
      }
    },
    free: async () => {
      await resize(SIZE);
    },
    close: async () => {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

function openLimited(folder: string): Disk {
  const limit = async (bytes: string) => {
    for (const pid of await listServer(folder)) {
      // One that ended meanwhile writes nothing either.
      await run('prlimit', ['--pid', pid, `--fsize=${bytes}:`]).catch((error: unknown) => {
        if (!String(error).includes('No such process')) throw error;
      });
    }
  };
  return {
    kind: 'a limit of file sizes (EFBIG), for no file system may be mounted here',
    folder,
    fill: () => limit('8192'),
    free: () => limit('unlimited'),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The processes of the server in `folder`: those that it starts later have its limits. */
async function listServer(folder: string): Promise<string[]> {
  const lines = await readFile(join(folder, 'var', 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = ''] = lines.split('\n');
  if (pid === '') return [];
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return [pid, ...children.trim().split(' ')].filter((each) => each !== '');
}
