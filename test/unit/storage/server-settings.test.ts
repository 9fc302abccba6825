import { expect, it } from 'vitest';
import { serverSettings } from '../../../storage/embedded/server-settings.ts';

const GB = 1_073_741_824;

it.each([
  [0.5, '64MB', '256MB'],
  [4, '128MB', '2048MB'],
  [16, '256MB', '8192MB'],
  [256, '256MB', '131072MB'],
])('of a machine with %d GB takes no more than is fair', (gigabytes, buffers, cache) => {
  const settings = serverSettings(5_432, '/var/stet', gigabytes * GB);
  expect(settings).toContain(`shared_buffers=${buffers}`);
  expect(settings).toContain(`effective_cache_size=${cache}`);
  expect(settings.join(' ')).not.toMatch(/fsync|synchronous_commit/);
});
