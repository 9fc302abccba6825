import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A process of the version before may still run for a while after an update. */
const LEFT_ALONE_MS = 24 * 60 * 60_000;

/**
 * Removes what other versions were unpacked to, and what was left of unpacking that was killed, once it is a day old.
 * Gives the names. What cannot be removed is left: it takes room, and does no harm.
 */
export async function clearUnpacked(folder: string, used: string, now: Date): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const made = await stat(path).catch(() => null);
    if (name === used || made === null || now.getTime() - made.mtimeMs < LEFT_ALONE_MS) continue;
    await rm(path, { recursive: true, force: true }).then(
      () => removed.push(name),
      () => undefined,
    );
  }
  return removed;
}
