import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchPage } from '../../../src/fetch/fetch-page.ts';
import type { FetchOutcome } from '../../../src/model/page.ts';
import { openLocalClient, type Site, serve } from './serve.ts';

const client = openLocalClient();
let site: Site;
let answer: { status: number; headers?: Record<string, string>; body?: string };
let asked: Record<string, string | string[] | undefined> = {};

beforeAll(async () => {
  site = await serve((request, response) => {
    asked = request.headers;
    response.sendDate = false;
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
  });
});
afterAll(async () => {
  await client.close();
  await site.close();
});

async function fetchAnswer(given: typeof answer, options: FetchOptions = {}): Promise<FetchOutcome> {
  answer = given;
  return await fetchPage(client, new URL('/story', site.url), options);
}
const outcomeOf = (fetched: FetchOutcome) => (fetched.kind === 'refused' ? fetched.outcome : fetched.kind);

describe('fetchPage', () => {
  it.each([
    [200, 'page'],
    [203, 'page'],
    [204, 'page'],
    [206, 'failed'],
    [300, 'failed'],
    [304, 'failed'],
    [400, 'failed'],
    [401, 'blocked'],
    [403, 'blocked'],
    [404, 'gone'],
    [407, 'failed'],
    [410, 'gone'],
    [418, 'failed'],
    [429, 'throttled'],
    [451, 'blocked'],
    [500, 'failed'],
    [502, 'failed'],
    [503, 'throttled'],
    [522, 'failed'],
    [999, 'failed'],
  ])('reads status %i as %s', async (status, outcome) => {
    const fetched = await fetchAnswer({ status, body: [204, 304].includes(status) ? '' : 'body' });
    expect(outcomeOf(fetched)).toBe(outcome);
    if (fetched.kind !== 'refused') return;
    expect(fetched.reason).toMatch(new RegExp(`^${site.url}/story .*${status}.*; .*\\.$`));
    expect(fetched.page?.status).toBe(status);
  });

  it('keeps the bytes as they came, decompressed but not decoded', async () => {
    const fetched = await fetchAnswer({
      status: 200,
      headers: { 'content-type': 'text/html; charset=windows-1251' },
      body: 'ÿ',
    });
    expect(fetched).toMatchObject({ kind: 'page', page: { bytes: Buffer.from('ÿ'), redirects: [] } });
  });

  it('asks conditionally with the validators it is given, and takes the 304 then', async () => {
    const fetched = await fetchAnswer(
      { status: 304 },
      { etag: 'W/"a"', lastModified: 'Tue, 01 Feb 2022 00:00:00 GMT' },
    );
    expect(outcomeOf(fetched)).toBe('not-modified');
    expect(asked).toMatchObject({ 'if-none-match': 'W/"a"', 'if-modified-since': 'Tue, 01 Feb 2022 00:00:00 GMT' });
    await fetchAnswer({ status: 200 }, { etag: null, lastModified: '' });
    expect(asked).not.toHaveProperty('if-none-match');
    expect(asked).not.toHaveProperty('if-modified-since');
  });

  it("sends the source's own headers, which replace ours", async () => {
    await fetchAnswer({ status: 200 }, { headers: { Accept: 'text/plain', 'X-Key': 'k' } });
    expect(asked).toMatchObject({ accept: 'text/plain', 'x-key': 'k', 'user-agent': 'stet-test/1.0' });
  });

  const now = new Date('2026-01-05T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Mon, 05 Jan 2026 12:10:00 GMT', 600_000],
    ['Monday, 05-Jan-26 12:10:00 GMT', 600_000],
    ['Mon Jan  5 12:10:00 2026', 600_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['99999999999', 30 * 24 * 3600 * 1000],
    ['soon', null],
    ['-5', null],
    ['', null],
  ])('reads Retry-After %s', async (header, waitMs) => {
    for (const status of [429, 503]) {
      const fetched = await fetchAnswer({ status, headers: { 'retry-after': header } }, { now });
      expect(fetched).toMatchObject({ kind: 'refused', outcome: 'throttled', retryAfterMs: waitMs });
    }
  });

  it("counts a Retry-After date from the server's own clock where no time is given", async () => {
    const date = 'Mon, 05 Jan 2026 12:00:00 GMT';
    const header = 'Mon, 05 Jan 2026 12:01:00 GMT';
    const dated = await fetchAnswer({ status: 429, headers: { date, 'retry-after': header } });
    expect(dated).toMatchObject({ retryAfterMs: 60_000 });
    const undated = await fetchAnswer({ status: 429, headers: { 'retry-after': header } });
    expect(undated).toMatchObject({ retryAfterMs: null });
  });

  it.each([
    [{ 'cf-mitigated': 'challenge' }, 200],
    [{ 'cf-mitigated': 'challenge' }, 503],
    [{ 'x-amzn-waf-action': 'captcha' }, 405],
    [{ 'x-amzn-waf-action': 'challenge' }, 202],
  ])('takes the challenge %o at status %i for blocked', async (headers, status) => {
    expect(outcomeOf(await fetchAnswer({ status, headers, body: 'x' }))).toBe('blocked');
  });

  it('gives a sentence and no page where there was no answer', async () => {
    const fetched = await fetchPage(client, new URL('http://127.0.0.1:1/'), {});
    expect(fetched).toMatchObject({ kind: 'refused', outcome: 'failed', page: null, retryAfterMs: null });
    expect(fetched.kind === 'refused' && fetched.reason).toMatch(/127\.0\.0\.1:1 could not be reached/);
  });
});
