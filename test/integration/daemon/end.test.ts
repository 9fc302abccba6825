import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CHILD_ENV } from '../../helpers/child-env.ts';
import { type DaemonProcess, startDaemonProcess } from '../../helpers/daemon-process.ts';
import { setFileClock } from '../../helpers/file-clock.ts';
import { startRedisServer } from '../../helpers/redis-server.ts';
import { makeAllDue, waitUntilIdle } from '../../helpers/watch.ts';
import { flush, listBackends, STARTS_AT } from '../jobs/open-workshop.ts';
import { openWatch, type Watch } from './open-watch.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/stet.js', import.meta.url));

let watch: Watch | null = null;
let program: DaemonProcess | null = null;
afterEach(async () => {
  await program?.end('SIGKILL');
  program = null;
  await watch?.close();
  watch = null;
});

const countRequests = ({ newspaper }: Watch) => newspaper.accessLog.length;

async function listCaptures({ setup }: Watch) {
  return await setup.database.db.selectFrom('captures').select(['article_id', 'outcome', 'fetched_at']).execute();
}

describe.each(listBackends(9))('SIGTERM under load, the queue in $queue', ({ url, isThere }) => {
  it.runIf(isThere)('ends the daemon in order, and what was in hand is done later', { timeout: 120_000 }, async () => {
    await flush(url);
    watch = await openWatch({ redisUrl: url, newspaper: { latencyMs: 150 } });
    const { setup, clock } = watch;
    const clockPath = join(setup.environment.configDir, '..', 'clock');
    setFileClock(clockPath, STARTS_AT);
    const first = startDaemonProcess(setup.environment, clockPath);
    program = first;
    await first.ready;
    const articleRequests = () => watch?.newspaper.accessLog.filter(({ url: at }) => /a\d{5}$/.test(at)).length ?? 0;
    await expect.poll(articleRequests, { timeout: 60_000, interval: 10 }).toBeGreaterThan(3);
    const signalledAt = performance.now();
    expect(await first.end('SIGTERM')).toBe(0);
    expect(performance.now() - signalledAt).toBeLessThan(10_000);
    const before = await listCaptures(watch);
    expect(
      // One article is shut out by robots.txt; what was cut off must not look like a failure of the site.
      before.every(({ outcome }) => outcome === 'new' || outcome === 'disallowed'),
      JSON.stringify(before),
    ).toBe(true);

    await watch.start();
    await waitUntilIdle(setup.database, clock.now());
    const after = await listCaptures(watch);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after.map((capture) => capture.article_id)).size).toBe(after.length);
  });
});

describe('the daemon, told to end', () => {
  it('cuts off what would take longer, and does not take it for a failure of the site', {
    timeout: 60_000,
  }, async () => {
    watch = await openWatch({ delay: '10s' });
    const daemon = await watch.start({ graceMs: 500 });
    await expect.poll(() => countRequests(watch as Watch), { timeout: 10_000 }).toBeGreaterThan(0);
    const askedAt = performance.now();
    await daemon.stop();
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    const { db } = watch.setup.database;
    const endpoints = await db.selectFrom('endpoints').select(['last_outcome', 'next_visit_at']).execute();
    expect(endpoints.filter((endpoint) => endpoint.last_outcome === 'failed')).toEqual([]);
    expect(endpoints.filter((endpoint) => endpoint.next_visit_at === null)).toEqual([]);
    expect(await listCaptures(watch)).toEqual([]);
  });

  it.runIf(listBackends(9)[1]?.isThere)('ends in time although its Redis is gone', { timeout: 60_000 }, async () => {
    const redis = await startRedisServer();
    watch = await openWatch({ redisUrl: redis.url });
    const { configDir, varDir, databaseUrl } = watch.setup.environment;
    const child = spawn(process.execPath, [PROGRAM, 'start'], {
      env: {
        ...{ ...CHILD_ENV, STET_CONFIG: configDir, STET_DATA: varDir },
        ...{ DATABASE_URL: databaseUrl ?? '', REDIS_URL: redis.url },
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => said, { timeout: 15_000 }).toContain('stet is running');
    await redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const lines = said.split('\n').length;
    const signalledAt = performance.now();
    child.kill('SIGTERM');
    expect(await exited, said).toBe(0);
    expect(performance.now() - signalledAt).toBeLessThan(30_000);
    expect(lines, said).toBeLessThan(150);
  });
});

describe('two daemons on one database', () => {
  it('one sweeps, and the other takes over when it is killed', { timeout: 60_000 }, async () => {
    watch = await openWatch();
    const { setup, clock } = watch;
    const clockPath = join(setup.environment.configDir, '..', 'clock');
    setFileClock(clockPath, STARTS_AT);
    const first = startDaemonProcess(setup.environment, clockPath);
    await first.ready;
    await waitUntilIdle(setup.database, STARTS_AT);
    await watch.start({ roles: ['scheduler'] });
    const leads = () => watch?.lines.some((line) => line.msg === 'this scheduler leads') ?? false;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(leads()).toBe(false);
    await first.end('SIGKILL');
    await expect.poll(leads, { timeout: 10_000 }).toBe(true);
    await watch.start({ roles: ['worker'] });
    clock.goTo(3);
    await makeAllDue(setup.database, clock.now());
    await waitUntilIdle(setup.database, clock.now());
  });
});
