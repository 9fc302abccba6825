import { readEnvironment } from '../../../config/environment.ts';
import { loadConfig } from '../../../config/load-config.ts';
import { openStet } from '../../../jobs/open-stet.ts';
import { openQueueBackend } from '../../../jobs/queue-backend.ts';
import { startWorkers } from '../../../jobs/start-workers.ts';
import { openLog } from '../../../src/cli/program-log.ts';

// A worker process whose first visit blocks the event loop, as a bug in a test build would, for longer than a job's
// lock lasts. It says "blocked" before, and goes on as if nothing had been; it ends with its standard input.
const [startsAt = '', blockMs = '0'] = process.argv.slice(2);
const environment = readEnvironment();
const loaded = loadConfig(environment.configDir);
if (!loaded.ok) throw new Error('the configuration cannot be used');
const clock = { now: () => new Date(startsAt), rate: 1 };
const stet = await openStet(environment, loaded.config, clock, openLog('silent', false));
const backend = await openQueueBackend(environment.redisUrl, stet.database, () => {});
let hasBlocked = false;
const fetcher: typeof stet.fetcher = {
  ...stet.fetcher,
  fetch: async (url, options) => {
    const fetched = await stet.fetcher.fetch(url, options);
    if (hasBlocked) return fetched;
    hasBlocked = true;
    process.stdout.write('blocked\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(blockMs));
    return fetched;
  },
};
const workers = startWorkers({ ...stet, fetcher }, backend);
process.stdout.write('up\n');
process.stdin.resume().once('end', async () => {
  await workers.stop(10_000);
  await backend.close();
  await stet.close();
});
