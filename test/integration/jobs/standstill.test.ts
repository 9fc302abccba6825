import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askHost } from '../../../jobs/ask-host.ts';
import type { Stet } from '../../../jobs/stet.ts';
import { watchForStandstill } from '../../../jobs/watch-for-standstill.ts';
import { fetchPage } from '../../../src/fetch/fetch-page.ts';
import { openGuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import { openPageFetcher } from '../../../src/fetch/open-page-fetcher.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

/** Shorter than the standstill, as it is where a machine sleeps. */
const TIMEOUT_MS = 3_000;

/** The thread does nothing else for so long, as if the process had been stopped. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a fetch', { timeout: 60_000 }, () => {
  let shop: Workshop;
  let stet: Stet;
  let server: Server;
  let close: () => Promise<unknown>;
  /** What the site does when it is asked for a path. */
  let whenAsked: (path: string) => void;

  beforeEach(async () => {
    shop = await openWorkshop();
    server = createServer((request, response) => {
      whenAsked(request.url ?? '');
      if (request.url !== '/silent') setTimeout(() => response.end('a page'), 200);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const limits = { userAgent: 'stet-test/1.0', maxBodyBytes: 100_000, timeoutMs: TIMEOUT_MS };
    const client = openGuardedClient({ ...limits, allowPrivate: ['127.0.0.0/8'] });
    const fetcher = openPageFetcher((url, options) => fetchPage(client, url, options), { concurrency: 4 });
    stet = { ...shop.stet, client, fetcher };
    close = () => Promise.all([fetcher.close(), client.close()]);
  });
  afterEach(async () => {
    await close();
    server.closeAllConnections();
    server.close();
    await shop.close();
  });

  async function ask(path: string) {
    const address = server.address();
    const [source] = stet.config().sources;
    if (source === undefined || address === null || typeof address === 'string') throw new Error('nothing to ask');
    return await askHost(
      stet,
      source,
      new URL(path, `http://127.0.0.1:${address.port}`),
      { now: STARTS_AT },
      STARTS_AT,
    );
  }
  const countPauses = async () =>
    (await shop.stet.database.db.selectFrom('hosts').select('host').where('paused_until', 'is not', null).execute())
      .length;

  it.each([
    ['of a page', '/a'],
    ['of a robots.txt', '/robots.txt'],
  ])(
    '%s whose deadline passed while the process stood still is no failure of the site, and is made again',
    async (_, at) => {
      whenAsked = (path) => void (path === at && setTimeout(() => standStill(6_500), 50));
      expect(await ask('/a')).toEqual({ kind: 'busy' });
      whenAsked = () => {};
      expect(await ask('/a')).toMatchObject({ kind: 'page' });
      expect(await countPauses()).toBe(0);
    },
  );

  it('that a site does not answer is its failure', async () => {
    whenAsked = () => {};
    expect(await ask('/silent')).toMatchObject({ kind: 'refused', outcome: 'failed' });
  });
});

describe('a watch for a standstill', () => {
  it('tells one from a wait', async () => {
    const watch = watchForStandstill(2_000);
    await sleep(1_200);
    expect(watch.hasStoodStill()).toBe(false);
    standStill(3_500);
    expect(watch.hasStoodStill()).toBe(true);
    watch.end();
  });
});
