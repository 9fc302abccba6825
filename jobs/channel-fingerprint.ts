import type { Channel } from '../src/model/channel.ts';
import { makeId } from '../storage/ids.ts';

/** Where a channel leads, as configured, in a few letters: references stand for the secrets, which are not in it. */
export function fingerprintOf({ target }: Channel): string {
  return makeId('target', JSON.stringify(target));
}
