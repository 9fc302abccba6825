import type { Settings } from '../config/settings-schema.ts';
import type { ConfiguredChannel } from '../src/review/configured-channel.ts';
import { fingerprintOf } from './channel-fingerprint.ts';

/** The channels as configured, for whoever shows them: where they lead is not among it. */
export function listChannels({ channels }: Settings): ConfiguredChannel[] {
  return Object.entries(channels).map(([name, channel]) => ({
    name,
    kind: channel.target.kind,
    target: fingerprintOf(channel),
  }));
}
