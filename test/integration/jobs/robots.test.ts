import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askHost } from '../../../jobs/ask-host.ts';
import { freePort } from '../../helpers/servers.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let shops: Workshop[];
let site: {
  answer: { status: number; body: string; headers?: Record<string, string> };
  asked: string[];
  origin: string;
  server: Server;
};

beforeEach(async () => {
  shops = [await openWorkshop()];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = request.url === '/robots.txt' ? site.answer : { status: 200, body: 'a page' };
    setTimeout(() => response.writeHead(answer.status, 'headers' in answer ? answer.headers : {}).end(answer.body), 20);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  site = { answer: { status: 200, body: '' }, asked, origin: `http://127.0.0.1:${port}`, server };
});
afterEach(async () => {
  site.server.closeAllConnections();
  site.server.close();
  for (const shop of shops) await shop.close();
});

const asks = (path: string) => site.asked.filter((url) => url === path).length;

async function ask(shop: Workshop | undefined, path: string, afterMs = 0) {
  const [source] = shop?.stet.config().sources ?? [];
  if (shop === undefined || source === undefined) throw new Error('there is no source');
  const now = new Date(STARTS_AT.getTime() + afterMs);
  return await askHost(shop.stet, source, new URL(path, site.origin), { now }, now);
}

/** Pauses are kept in real time: as if it had passed. */
async function endPause(shop: Workshop | undefined): Promise<void> {
  await shop?.stet.database.db
    .updateTable('hosts')
    .set({ paused_until: new Date(0) })
    .execute();
}

describe('the robots.txt of a host', () => {
  it('is fetched once by all who need it at the same time, and holds for a day', async () => {
    site.answer.body = 'User-agent: *\nDisallow: /private\n';
    const outcomes = await Promise.all(['/a', '/b', '/c', '/private/d', '/e'].map((path) => ask(shops[0], path)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['page', 'page', 'page', 'refused', 'page']);
    expect(outcomes[3]).toMatchObject({ outcome: 'disallowed', reason: expect.stringContaining('disallows /private') });
    expect(asks('/robots.txt')).toBe(1);
    await ask(shops[0], '/f', DAY - 1);
    expect(asks('/robots.txt')).toBe(1);
    await ask(shops[0], '/g', DAY);
    expect(asks('/robots.txt')).toBe(2);
    expect(asks('/private/d')).toBe(0);
  });

  it('that answers 5xx shuts the site out until it answers again, and only who found it so is told', async () => {
    site.answer = { status: 503, body: 'no' };
    expect(await ask(shops[0], '/a')).toMatchObject({
      kind: 'refused',
      outcome: 'disallowed',
      reason: expect.stringMatching(/robots\.txt of 127\.0\.0\.1:\d+ could not be had, .*answered 503\.$/),
    });
    site.answer = { status: 200, body: '' };
    expect(await ask(shops[0], '/b', 4 * MINUTE)).toMatchObject({
      kind: 'busy',
      reason: expect.stringMatching(/is left alone until .*robots\.txt .* answered 503\.$/),
    });
    expect(asks('/robots.txt')).toBe(1);
    await endPause(shops[0]);
    expect(await ask(shops[0], '/a', 5 * MINUTE)).toMatchObject({ kind: 'page' });
    expect(site.asked).toEqual(['/robots.txt', '/robots.txt', '/a']);
  });

  it('that cannot be reached is a failure of the network, with a sentence, and mends', async () => {
    const { server } = site;
    const port = Number(new URL(site.origin).port);
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(shops[0], '/a')).toMatchObject({
      kind: 'refused',
      outcome: 'failed',
      reason: expect.stringMatching(/^The robots\.txt of .* could not be had, .*\.$/),
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await ask(shops[0], '/a', 5 * MINUTE)).toMatchObject({ kind: 'busy' });
    await endPause(shops[0]);
    expect(await ask(shops[0], '/a', 5 * MINUTE)).toMatchObject({ kind: 'page' });
  });

  it('speaks for its own scheme alone', async () => {
    site.answer.body = 'User-agent: *\nDisallow: /private\n';
    expect(await ask(shops[0], '/private')).toMatchObject({ outcome: 'disallowed' });
    const secure = site.origin.replace('http:', 'https:');
    // Nobody speaks TLS there: the rules of the other scheme would have said "disallows".
    expect(await ask(shops[0], `${secure}/private`)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('could not be had'),
    });
    const { db } = shops[0]?.stet.database ?? {};
    expect(await db?.selectFrom('robots').select(['origin', 'status']).orderBy('origin').execute()).toEqual([
      { origin: site.origin, status: 'rules' },
      { origin: secure, status: 'disallow-all' },
    ]);
  });

  it('may ask for more time between two requests than a worker waits: the visit is given back', async () => {
    site.answer.body = 'User-agent: *\nCrawl-delay: 30\n';
    const [shop] = shops;
    const hurried = shop && { ...shop, stet: { ...shop.stet, longestWaitMs: 5_000 } };
    expect(await ask(hurried, '/a')).toMatchObject({ kind: 'page' });
    const before = performance.now();
    expect(await ask(hurried, '/b')).toEqual({ kind: 'busy' });
    expect(await ask(hurried, '/b')).toEqual({ kind: 'busy' });
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(asks('/b')).toBe(0);
  });

  it('that cannot be had any more is stood in for by the last good one, for a day', async () => {
    site.answer.body = 'User-agent: *\nDisallow: /private\nCrawl-delay: 0\n';
    await ask(shops[0], '/a');
    for (const status of [500, 503, 429]) {
      site.answer = { status, body: 'no' };
      const at = DAY + (status - 429) * 10 * MINUTE;
      expect(await ask(shops[0], '/b', at)).toMatchObject({ kind: 'page' });
      expect(await ask(shops[0], '/private', at)).toMatchObject({
        outcome: 'disallowed',
        reason: expect.stringContaining('disallows /private'),
      });
    }
    expect(await ask(shops[0], '/c', 2 * DAY - 1)).toMatchObject({ kind: 'page' });
    const late = await ask(shops[0], '/d', 2 * DAY);
    expect(late).toMatchObject({ outcome: 'disallowed', reason: expect.stringContaining('could not be had') });
    expect(asks('/d')).toBe(0);
    site.answer = { status: 404, body: '' };
    expect(await ask(shops[0], '/private', 2 * DAY + 5 * MINUTE)).toMatchObject({ kind: 'page' });
  });

  it('that cannot be reached any more is stood in for too', async () => {
    site.answer.body = 'User-agent: *\nDisallow: /private\n';
    await ask(shops[0], '/a');
    site.answer = { status: 200, body: 'cut', headers: { 'content-length': '1000' } };
    expect(await ask(shops[0], '/private', DAY)).toMatchObject({ outcome: 'disallowed' });
    expect(await ask(shops[0], '/b', DAY)).toMatchObject({ kind: 'page' });
  }, 30_000);

  it.each([
    ['max-age=7200', 120],
    ['public, max-age=60', 60],
    ['no-cache', 60],
    ['max-age=9999999', 24 * 60],
  ])('with Cache-Control: %s is asked for again after %i minutes', async (cacheControl, minutes) => {
    site.answer.headers = { 'cache-control': cacheControl };
    await ask(shops[0], '/a');
    await ask(shops[0], '/b', minutes * MINUTE - 1);
    expect(asks('/robots.txt')).toBe(1);
    await ask(shops[0], '/c', minutes * MINUTE);
    expect(asks('/robots.txt')).toBe(2);
  });

  it('that is not there allows all', async () => {
    site.answer = { status: 404, body: 'none' };
    expect(await ask(shops[0], '/a')).toMatchObject({ kind: 'page' });
  });
});
