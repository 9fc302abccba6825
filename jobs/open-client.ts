import type { Settings } from '../config/settings-schema.ts';
import { type GuardedClient, openGuardedClient } from '../src/fetch/open-guarded-client.ts';

/** Opens the way out to the network as the settings have it. */
export function openClient({
  userAgent,
  from,
  allowPrivate,
  maxBodyMb,
  timeoutMs,
}: Settings['network']): GuardedClient {
  return openGuardedClient({ userAgent, from, allowPrivate, maxBodyBytes: maxBodyMb * 1_000_000, timeoutMs });
}
