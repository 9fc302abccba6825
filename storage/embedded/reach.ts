import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './find-account.ts';

/** Whether there is anything at `path`, as far as we can see. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Whether `account` (`null`: ourselves) can enter every folder on the way to `path`, as the permission bits say. The
 * account is taken to be in no group but its own.
 */
export async function canReach(path: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    if (!mayEnter(mode, uid === account.uid, gid === account.gid)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(mode: number, isOwner: boolean, isGroup: boolean): boolean {
  if (isOwner) return (mode & 0o100) !== 0;
  if (isGroup) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
