import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpCrawler } from '@crawlee/http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchPage } from '../../../src/fetch/fetch-page.ts';
import { openPageFetcher, type PageFetcher, type PageFetcherOptions } from '../../../src/fetch/open-page-fetcher.ts';
import type { FetchOutcome } from '../../../src/model/page.ts';
import { openLocalClient, type Site, serve } from './serve.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(listener: Parameters<typeof serve>[0], options: PageFetcherOptions): Promise<[PageFetcher, Site]> {
  const site = await serve(listener);
  const client = openLocalClient();
  const fetcher = openPageFetcher((url, asked) => fetchPage(client, url, asked), options);
  closers.push(site.close, client.close, fetcher.close);
  return [fetcher, site];
}
const statusOf = (fetched: FetchOutcome) => (fetched.kind === 'refused' ? fetched.outcome : fetched.page.status);
const paths = (count: number) => Array.from({ length: count }, (_, index) => `/${index}`);

describe('openPageFetcher', () => {
  it('needs no program beside Node: Crawlee by itself asks `ps`, which a bare machine does not have', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    try {
      const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 1 });
      expect(statusOf(await fetcher.fetch(new URL(site.url), {}))).toBe(200);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('fetches a URL as often as it is asked to, at once and one after the other', async () => {
    const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 4 });
    const url = new URL('/same', site.url);
    await Promise.all([fetcher.fetch(url, {}), fetcher.fetch(url, {})]);
    await fetcher.fetch(url, {});
    expect(site.log).toEqual(['/same', '/same', '/same']);
  });

  it('gives outcomes, not exceptions, for errors, challenges, odd charsets and odd types', async () => {
    const [fetcher, site] = await open(
      (request, response) => {
        const status = Number(request.url?.slice(1));
        const headers = { 'content-type': status === 200 ? 'text/html; charset=no-such-charset' : 'application/json' };
        response.writeHead(status, headers).end('\xe9{');
      },
      { concurrency: 2 },
    );
    const fetched = await Promise.all(
      ['/200', '/404', '/403', '/429', '/500', '/503'].map((path) => fetcher.fetch(new URL(path, site.url), {})),
    );
    expect(fetched.map(statusOf)).toEqual([200, 'gone', 'blocked', 'throttled', 'failed', 'throttled']);
    const [first] = fetched;
    expect(first?.kind === 'page' && Buffer.from(first.page.bytes).toString()).toBe('\xe9{');
  });

  it('names its own deadline', async () => {
    const [fetcher, site] = await open(() => undefined, { concurrency: 1 });
    const fetched = await fetcher.fetch(new URL(site.url), { timeoutMs: 100 });
    expect(fetched).toMatchObject({ kind: 'refused', outcome: 'failed' });
    expect(fetched.kind === 'refused' && fetched.reason).toContain('0.1 s');
  });

  it('has as many requests in flight as it may from the first moment on', async () => {
    const waiting: (() => void)[] = [];
    const [fetcher, site] = await open(
      (_, response) => {
        waiting.push(() => response.end('x'));
        // Nobody is answered before all have asked: a ramp-up would stand still here.
        if (waiting.length === 20) for (const answer of waiting) answer();
      },
      { concurrency: 20 },
    );
    const fetched = await Promise.all(paths(20).map((path) => fetcher.fetch(new URL(path, site.url), {})));
    expect(fetched.map(statusOf)).toEqual(Array(20).fill(200));
  });

  it('never has more in flight than it may, also while crawlers are replaced', async () => {
    let inFlight = 0;
    let most = 0;
    const [fetcher, site] = await open(
      (_, response) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        setTimeout(() => {
          inFlight -= 1;
          response.end('x');
        }, 10);
      },
      { concurrency: 5, recycleAfter: 7 },
    );
    await Promise.all(paths(60).map((path) => fetcher.fetch(new URL(path, site.url), {})));
    expect(most).toBe(5);
    expect(site.log.toSorted()).toEqual(paths(60).toSorted());
  });

  it('replaces its crawler after so many fetches and loses none, and makes no crawler per fetch', async () => {
    const run = vi.spyOn(HttpCrawler.prototype, 'run');
    const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 3, recycleAfter: 10 });
    for (const path of paths(12)) expect(statusOf(await fetcher.fetch(new URL(path, site.url), {}))).toBe(200);
    expect(run).toHaveBeenCalledTimes(2);
    const fetched = await Promise.all(paths(30).map((path) => fetcher.fetch(new URL(path, site.url), {})));
    expect(fetched.map(statusOf)).toEqual(Array(30).fill(200));
    expect(site.log.length).toBe(42);
    expect(run.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('lets what was asked for end when it is closed, and refuses what comes later', async () => {
    const [fetcher, site] = await open((_, response) => setTimeout(() => response.end('x'), 50), { concurrency: 2 });
    const asked = paths(6).map((path) => fetcher.fetch(new URL(path, site.url), {}));
    await fetcher.close();
    expect((await Promise.all(asked)).map(statusOf)).toEqual(Array(6).fill(200));
    const late = await fetcher.fetch(new URL(site.url), {});
    expect(late).toMatchObject({ kind: 'refused', outcome: 'failed' });
    expect(late.kind === 'refused' && late.reason).toContain('closed');
    expect(site.log.length).toBe(6);
  });

  it('fails the visits, instead of leaving them hanging, when Crawlee itself breaks down', async () => {
    vi.spyOn(HttpCrawler.prototype, 'run').mockRejectedValueOnce(new Error('out of order'));
    const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 2 });
    const fetched = await fetcher.fetch(new URL(site.url), {});
    expect(fetched.kind === 'refused' && fetched.reason).toContain('out of order');
    expect(statusOf(await fetcher.fetch(new URL(site.url), {}))).toBe(200);
  });

  it('throws what went wrong on our side right before a request, and goes on', async () => {
    const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 1 });
    const url = new URL(site.url);
    const broken = async () => {
      throw new Error('the database is gone');
    };
    await expect(fetcher.fetch(url, {}, broken)).rejects.toThrow('the database is gone');
    expect(statusOf(await fetcher.fetch(url, {}))).toBe(200);
    expect(site.log.length).toBe(1);
    const closing = fetcher.fetch(url, {}, broken);
    await Promise.all([fetcher.close(), expect(closing).rejects.toThrow('the database is gone')]);
  });

  it('leaves nobody waiting for what Crawlee gives up by itself', async () => {
    const crawler = HttpCrawler.prototype as unknown as { _runRequestHandler(): Promise<void> };
    vi.spyOn(crawler, '_runRequestHandler').mockRejectedValueOnce(new Error('out of sorts'));
    const [fetcher, site] = await open((_, response) => response.end('x'), { concurrency: 1 });
    const fetched = await fetcher.fetch(new URL(site.url), {});
    expect(fetched.kind === 'refused' && fetched.reason).toContain('gave it up (Error: out of sorts');
    expect(statusOf(await fetcher.fetch(new URL(site.url), {}))).toBe(200);
  });

  it('writes nothing to the disk and nothing to the terminal, and leaves SIGINT alone', async () => {
    const before = process.cwd();
    const folder = await mkdtemp(join(tmpdir(), 'stet-fetcher-'));
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write'), vi.spyOn(console, 'log')];
    const signals = process.listenerCount('SIGINT');
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const [fetcher, site] = await open((_, response) => response.writeHead(500).end('x'), {
      concurrency: 2,
      recycleAfter: 2,
    });
    for (const path of paths(5)) await fetcher.fetch(new URL(path, site.url), {});
    expect(process.listenerCount('SIGINT')).toBe(signals);
    await fetcher.close();
    for (const write of written) expect(write).not.toHaveBeenCalled();
    expect(await readdir(folder)).toEqual([]);
    expect(existsSync(join(before, 'storage', 'request_queues'))).toBe(false);
    expect(existsSync(join(before, 'storage', 'key_value_stores'))).toBe(false);
    await rm(folder, { recursive: true });
  });
});
