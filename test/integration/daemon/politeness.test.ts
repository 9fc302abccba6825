import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readEnvironment } from '../../../config/environment.ts';
import { type Database, openDatabase } from '../../../storage/open-database.ts';
import { type DaemonProcess, startDaemonProcess } from '../../helpers/daemon-process.ts';
import { createDatabase } from '../../helpers/database.ts';
import { setFileClock } from '../../helpers/file-clock.ts';
import { type HostManner, type HostRequest, type HostServer, startHostServer } from '../../helpers/host-server.ts';
import { flush, listBackends, STARTS_AT } from '../jobs/open-workshop.ts';

const LOCAL_NAMES = fileURLToPath(new URL('../../helpers/local-names.ts', import.meta.url));

const DELAY_MS = 200;
const MANY = 50;
const MANY_DELAY_MS = 1_000;
const ARTICLES = 2;
const PAUSE_MS = 2_000;

/** Half of the many hosts are addresses, half are names. */
const many = Array.from({ length: MANY }, (_, index) =>
  index % 2 === 0 ? `127.0.1.${index + 1}` : `host${index}.localhost`,
);

const throttle = (headers: Record<string, string>) => ({ status: 429, headers });
const inSeconds = { 'retry-after': String(PAUSE_MS / 1000) };

/** Hosts with a manner or a source of their own. */
const ONE = '127.0.2.1';
const WIDE = 'wide.localhost';
const STRICT = '127.0.2.2';
const DATED = 'dated.localhost';
const PROBED = '127.0.2.3';
const POOR = 'poor.localhost';
const QUIET = '127.0.2.4';
const DEAD = '127.0.2.5';

let datedUntil = Number.POSITIVE_INFINITY;
const MANNERS: Record<string, HostManner> = {
  ...Object.fromEntries(many.map((host) => [host, { articles: ARTICLES, latencyMs: 5 }])),
  [ONE]: { articles: 15, latencyMs: 40 },
  [WIDE]: { articles: 20, latencyMs: 200 },
  [STRICT]: { articles: 8, answerArticle: (n) => (n === 3 ? throttle(inSeconds) : null) },
  [DATED]: { articles: 8, answerArticle: (n) => (n === 3 ? throttle(inDate()) : null) },
  [PROBED]: {
    articles: 12,
    latencyMs: 100,
    answerArticle: (n) => (n === 4 ? { ...throttle(inSeconds), latencyMs: 0 } : null),
  },
  [POOR]: { articles: 12 },
  [QUIET]: { articles: 3 },
  [DEAD]: { articles: 9, answerArticle: () => ({ status: 502 }) },
};

const FETCH: Record<string, object> = {
  ...Object.fromEntries(many.map((host) => [host, { delay: `${MANY_DELAY_MS}ms` }])),
  [WIDE]: { delay: '0s', concurrency: 3 },
  [STRICT]: { delay: '50ms' },
  [DATED]: { delay: '50ms' },
  [PROBED]: { delay: '0s', concurrency: 3 },
  [POOR]: { delay: '50ms', perDay: 5 },
  // It is nine by the clock of this test in UTC, and noon in Moscow.
  [QUIET]: { quiet: '11:30-12:30' },
  [DEAD]: { delay: '0s' },
};

/** A date, as HTTP has it, in whole seconds. */
function inDate(): Record<string, string> {
  const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + PAUSE_MS);
  datedUntil = performance.now() + (at.getTime() - Date.now());
  return { 'retry-after': at.toUTCString() };
}

/** The least time between the beginnings of two requests. */
function smallestGap(requests: HostRequest[]): number {
  return Math.min(...requests.slice(1).map((request, index) => request.startAt - (requests[index]?.startAt ?? 0)));
}

/** The most requests that were in hand at the same time. */
function mostAtOnce(requests: HostRequest[]): number {
  return Math.max(
    ...requests.map(({ startAt }) => requests.filter((one) => one.startAt <= startAt && one.endAt > startAt).length),
  );
}

/** The first answer by which the host asked to be left alone, and what came after it. */
function afterThrottle(requests: HostRequest[]): { throttled: HostRequest; later: HostRequest[] } {
  const throttled = requests.find((request) => request.status === 429);
  if (throttled === undefined) throw new Error('the host never asked to be left alone');
  return { throttled, later: requests.filter((request) => request.startAt > throttled.endAt) };
}

describe.each(listBackends(10))('two daemons at fifty hosts and more, the queue in $queue', ({ url, isThere }) => {
  describe.runIf(isThere)('', () => {
    let server: HostServer;
    let database: Database;
    let daemons: DaemonProcess[] = [];
    let end: () => Promise<void>;

    beforeAll(async () => {
      await flush(url);
      server = await startHostServer(MANNERS);
      const folder = await mkdtemp(join(tmpdir(), 'stet-polite-'));
      await chmod(folder, 0o755);
      const { url: databaseUrl, drop } = await createDatabase();
      const environment = { ...readEnvironment({}), configDir: folder, varDir: join(folder, 'var') };
      await writeSources(folder, server.port);
      const clockPath = join(folder, 'clock');
      setFileClock(clockPath, STARTS_AT);
      database = await openDatabase({ databaseUrl, varDir: '/nonexistent' });
      daemons = [1, 2].map(() =>
        startDaemonProcess({ ...environment, databaseUrl, redisUrl: url }, clockPath, {
          preload: [LOCAL_NAMES],
          sweepEveryMs: 500,
        }),
      );
      end = async () => {
        await Promise.all(daemons.map((daemon) => daemon.end('SIGKILL')));
        await server.stop();
        await database.close();
        await drop();
        await rm(folder, { recursive: true, force: true });
      };
      await Promise.all(daemons.map((daemon) => daemon.ready));
      await waitForAll();
    }, 180_000);
    afterAll(() => end());

    /** Until all that may be asked for was, and a while longer, for what may not. */
    async function waitForAll(): Promise<void> {
      const wanted = Object.entries(MANNERS).filter(([host]) => ![POOR, QUIET, DEAD].includes(host));
      const isDone = () =>
        wanted.every(([host, { articles }]) => {
          const stories = server.of(host).filter(({ path }) => path.startsWith('/story/'));
          return new Set(stories.map(({ path }) => path)).size >= articles;
        });
      const until = performance.now() + 150_000;
      while (!isDone()) {
        if (performance.now() > until) throw new Error('not all was asked for that is to be');
        await sleep(50);
      }
      await sleep(1_000);
    }

    it('keep the delay of each host, by its own log, at one', () => {
      const requests = server.of(ONE);
      expect(requests).toHaveLength(2 + 15);
      expect(smallestGap(requests)).toBeGreaterThanOrEqual(DELAY_MS);
    });

    it('and at fifty, addresses and names', () => {
      for (const host of many) {
        const requests = server.of(host);
        expect(requests, host).toHaveLength(2 + ARTICLES);
        expect(smallestGap(requests), host).toBeGreaterThanOrEqual(MANY_DELAY_MS);
        expect(mostAtOnce(requests), host).toBe(1);
      }
    });

    it('which they ask at the same time', () => {
      const all = many.flatMap((host) => server.of(host));
      const spanMs = Math.max(...all.map((one) => one.startAt)) - Math.min(...all.map((one) => one.startAt));
      // One after the other they would take fifty times their delays.
      expect(spanMs).toBeLessThan((MANY * (1 + ARTICLES) * MANY_DELAY_MS) / 2);
    });

    it('have as many requests in hand at a host as its source allows', () => {
      expect(mostAtOnce(server.of(WIDE))).toBeGreaterThan(1);
      expect(mostAtOnce(server.of(WIDE))).toBeLessThanOrEqual(3);
    });

    it('leave a whole host alone for a Retry-After in seconds', () => {
      const { throttled, later } = afterThrottle(server.of(STRICT));
      expect((later[0]?.startAt ?? 0) - throttled.endAt).toBeGreaterThanOrEqual(PAUSE_MS);
    });

    it('and for one that is a date', () => {
      expect(afterThrottle(server.of(DATED)).later[0]?.startAt).toBeGreaterThanOrEqual(datedUntil);
    });

    it('ask it by one request first', () => {
      const { throttled, later } = afterThrottle(server.of(PROBED));
      const [probe, ...others] = later.filter(({ startAt }) => startAt >= throttled.endAt + PAUSE_MS);
      expect(others.length).toBeGreaterThan(0);
      for (const other of others) expect(other.startAt).toBeGreaterThanOrEqual(probe?.endAt ?? Number.NaN);
    });

    it('and keep no capture of what was not asked for', async () => {
      for (const host of [STRICT, DATED, PROBED, POOR, QUIET, DEAD]) {
        const captures = await database.db
          .selectFrom('captures')
          .select('id')
          .where('url', 'like', `http://${host}:%`)
          .execute();
        const stories = server.of(host).filter(({ path }) => path.startsWith('/story/'));
        expect(captures, host).toHaveLength(stories.length);
      }
    });

    it('leave a host alone that fails three times in a row', async () => {
      expect(server.of(DEAD).filter((request) => request.status === 502)).toHaveLength(3);
      const paused = await database.db.selectFrom('hosts').selectAll().where('failures', '>', 0).execute();
      expect(paused).toMatchObject([
        {
          host: `${DEAD}:${server.port}`,
          failures: 3,
          pause_reason: expect.stringContaining('502'),
          pause_source_id: idOf(DEAD),
        },
      ]);
    });

    it("ask for no more in a day than its budget, and for nothing in a source's quiet hours", async () => {
      expect(server.of(POOR)).toHaveLength(5);
      expect(await database.db.selectFrom('request_days').select(['source_id', 'requests']).execute()).toEqual([
        { source_id: idOf(POOR), requests: 5 },
      ]);
      expect(server.of(QUIET)).toEqual([]);
    });
  });
});

function idOf(host: string): string {
  return host.replaceAll('.', '-');
}

async function writeSources(folder: string, port: number): Promise<void> {
  await mkdir(join(folder, 'sources'), { recursive: true });
  const network = { allowPrivate: ['127.0.0.0/8'], timeout: '30s' };
  await writeFile(join(folder, 'stet.yaml'), stringify({ network, web: { port: 0 } }));
  for (const host of Object.keys(MANNERS)) {
    const origin = `http://${host}:${port}`;
    const source = {
      name: host,
      homepage: `${origin}/`,
      timezone: 'Europe/Moscow',
      discover: [{ feed: `${origin}/feed` }],
      articles: { match: '/story/\\d+$' },
      schedule: { every: '1h' },
      fetch: { delay: `${DELAY_MS}ms`, ...FETCH[host] },
    };
    await writeFile(join(folder, 'sources', `${idOf(host)}.yaml`), stringify(source));
  }
}
