import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../storage/session.ts';

const POLL_MS = 200;
/** A visit is mostly over before that; whoever watches need not hear of it. */
const TELL_AFTER_MS = 2_000;

/**
 * Takes the lock `name` as soon as it is free, but waits no longer than `waitMs` for another process to let it go; says
 * whether it was taken. `onWait` is called once, when it takes long.
 */
export async function claimWithin(
  session: Pick<Session, 'tryClaim'>,
  name: string,
  waitMs: number,
  onWait: () => void,
): Promise<boolean> {
  let isTold = false;
  for (let waitedMs = 0; !(await session.tryClaim(name)); waitedMs += POLL_MS) {
    if (waitedMs >= waitMs) return false;
    if (!isTold && waitedMs >= Math.min(TELL_AFTER_MS, waitMs / 2)) {
      isTold = true;
      onWait();
    }
    await sleep(POLL_MS);
  }
  return true;
}
