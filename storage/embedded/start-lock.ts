import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The locks that this process holds: its own number in a lock file is else a dead namesake's. */
const held = new Set<string>();

/**
 * Runs `work` while no other process runs its own under the same lock file. The lock of a process that died is broken.
 * @throws what `work` throws, and errors of the file system.
 */
export async function withStartLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) await sleep(100);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
    held.delete(path);
  }
}

async function take(path: string): Promise<boolean> {
  if (held.has(path)) return false;
  held.add(path);
  const isTaken = await takeFromOthers(path).catch((error: unknown) => {
    held.delete(path);
    throw error;
  });
  if (!isTaken) held.delete(path);
  return isTaken;
}

async function takeFromOthers(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (Number.isInteger(holder) && holder > 0 && isRunning(holder)) return false;
  await breakLock(path);
  return false;
}

/** Of several processes that find a dead holder, only one gets the file to rename; none removes a lock taken since. */
async function breakLock(path: string): Promise<void> {
  await sleep(50); // a holder that has made the file may not have written its number yet
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (holder > 0 && isRunning(holder)) return;
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  await rm(aside, { force: true });
}

/** Whether a process of this number runs on this machine. Our own number in an old file is a dead namesake's. */
export function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
