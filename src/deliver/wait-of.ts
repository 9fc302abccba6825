import type { Channel } from '../model/channel.ts';
import { quietUntil } from '../model/quiet-hours.ts';
import { nextDigestAt } from './next-digest-at.ts';

/** Why a delivery waits: for the channel's digest, for the end of its quiet hours, or for its limit. */
export type Wait = { for: 'digest' | 'quiet' | 'limit'; until: Date };

/**
 * For what a delivery still has to wait at `now`; `null` when it may go as far as the clock is concerned. `isFresh`: it
 * has waited for nothing yet, and was not tried.
 */
export function waitOf(channel: Channel, isFresh: boolean, now: Date): Wait | null {
  const { digestAt, quiet, timezone } = channel;
  const digest = isFresh && digestAt.length > 0 ? nextDigestAt(digestAt, timezone, now) : null;
  if (digest !== null) return { for: 'digest', until: digest };
  const until = quietUntil(quiet, timezone, now);
  return until === null ? null : { for: 'quiet', until };
}
