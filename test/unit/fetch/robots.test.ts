import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { crawlDelayMs, fetchRobots, isAllowed, type RobotsFile } from '../../../src/fetch/robots.ts';
import { openLocalClient, type Site, serve } from './serve.ts';

const rules = (text: string): RobotsFile => ({ status: 'rules', text, httpStatus: 200, reason: null, lastsMs: 0 });
const shared = process.env.STET_SHARED;

describe('isAllowed', () => {
  const times = rules('User-agent: *\nDisallow: /preview/\nDisallow: /search/\nDisallow: *?utm\nDisallow: *&utm\n');

  it.each([
    ['/2022/02/11/slug-a76337', true],
    ['/preview/1', false],
    ['/search/', false],
    ['/search', true],
    ['/a?utm_source=x', false],
    ['/a?b=1&utm_source=x', false],
    ['/a?b=1', true],
  ])('reads a usual file: %s', (path, expected) => {
    expect(isAllowed(times, new URL(path, 'https://example.org'), 'stet/1.0')).toBe(expected);
  });

  it.each([
    ['stet/1.0 (+https://example.org/about)', false],
    ['STET', false],
    ['Mozilla/5.0 (compatible; stet/1.0; +https://example.org)', false],
    ['stettin/1.0', true],
    ['stet', false],
    ['stet (+https://example.org/about)', false],
    ['stet news monitor', true],
    ['other/1.0 stet', true],
  ])('finds the group of %s', (userAgent, expected) => {
    expect(isAllowed(rules('User-agent: stet\nDisallow: /\n'), 'https://example.org/x', userAgent)).toBe(expected);
  });

  it.each([
    ['User-agent: *\nDisallow: /a*b$\n', '/axxb', false],
    ['User-agent: *\nDisallow: /a*b$\n', '/axxbc', true],
    ['User-agent: *\nDisallow: /a*b*b$\n', '/ab', true],
    ['User-agent: *\nDisallow: /$\n', '/', false],
    ['User-agent: *\nDisallow: /$\n', '/a', true],
    ['User-agent: *\nDisallow: /новости\n', '/новости/1', false],
    ['User-agent: *\nDisallow: /%d0%bd\n', '/%D0%BD1', false],
    ['\uFEFFUser-agent: *\rDisallow: /a # so\r', '/a', false],
    ['Disallow: /a\n', '/a', true],
    ['User-agent: other\nUser-agent: stet\nDisallow: /a\n', '/a', false],
    ['User-agent: stet\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n\nUser-agent: stet\nDisallow: /c\n', '/c', false],
    ['User-agent: stet\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n', '/b', true],
    ['User-agent: *\nSitemap: https://x.example/s.xml\nUser-agent: other\nDisallow: /a\n', '/a', false],
    ['User-agent: *\nAllow: /a\nDisallow: /a\n', '/a', true],
    ['User-agent: *\nDisallow: /\nAllow: /a$\n', '/a', true],
    ['User-agent: *\nDisallow: /\nAllow: /a$\n', '/a?b', false],
    ['User-agent: *\nDisallow: /*.php\n', '/x/index.php?y', false],
    ['User-agent: *\nDisallow:\n', '/a', true],
    ['User-agent: *\nDisallow\n', '/a', true],
    ['User-agent: *\nUNKNOWN: x\ndisallow :/a\n', '/a', false],
    [`User-agent: *\nDisallow: /b${'x'.repeat(100_000)}\nDisallow: /a\n`, '/a', false],
    ['User-agent: *\r\nDisallow: /a\r\n', '/a', false],
    ['User-agent: *\nDisallow: /a\n', '/robots.txt', true],
    ['<!doctype html><p>Not found</p>', '/a', true],
  ])('matches %j against %s', (text, path, expected) => {
    expect(isAllowed(rules(text), new URL(path, 'https://example.org'), 'stet')).toBe(expected);
  });

  it('needs no time for a hostile pattern', () => {
    const text = `User-agent: *\nDisallow: /${'a*'.repeat(2000)}b$\n`;
    expect(isAllowed(rules(text), `https://example.org/${'a'.repeat(50_000)}`, 'stet')).toBe(true);
  });

  it('matches a path against itself, whatever it is, and never throws', () => {
    fc.assert(
      fc.property(
        fc.webPath().filter((path) => !path.endsWith('$')),
        fc.string(),
        (path, junk) => {
          const url = new URL(`https://example.org/x${path}`);
          expect(isAllowed(rules(`User-agent: *\nDisallow: ${url.pathname}`), url, 'stet')).toBe(false);
          expect(typeof isAllowed(rules(junk), url, junk)).toBe('boolean');
        },
      ),
    );
  });

  it.skipIf(shared === undefined)(
    "passes all of Google's cases (needs STET_SHARED: the folder that holds suites/robots)",
    () => {
      type Case = { robots: string; ua: string; url: string; expect: boolean };
      const cases: Case[] = JSON.parse(readFileSync(join(shared ?? '', 'suites', 'robots', 'google.json'), 'utf8'));
      expect(cases.filter((each) => isAllowed(rules(each.robots), each.url, each.ua) !== each.expect)).toEqual([]);
      expect(cases.length).toBeGreaterThan(100);
    },
  );
});

describe('crawlDelayMs', () => {
  it.each([
    ['User-agent: *\nCrawl-delay: 2.5\nDisallow:\n', 2500],
    ['User-agent: stet\nCrawl-delay: 1\nUser-agent: *\nCrawl-delay: 9\nDisallow:\n', 1000],
    ['User-agent: stet\nDisallow: /x\n\nUser-agent: *\nCrawl-delay: 9\n', null],
    ['User-agent: *\nCrawl-delay: 86400\n', 60_000],
    ['User-agent: *\nCrawl-delay: soon\n', null],
    ['', null],
  ])('reads %j', (text, expected) => {
    expect(crawlDelayMs(rules(text), 'stet/1.0')).toBe(expected);
  });
});

describe('fetchRobots', () => {
  const client = openLocalClient();
  const sites: Site[] = [];
  afterAll(async () => {
    await client.close();
    await Promise.all(sites.map((site) => site.close()));
  });
  const ask = async (status: number, body: string, headers: Record<string, string> = {}) => {
    const site = await serve((request, response) => {
      const hops = Number(request.headers['x-none'] ?? request.url?.slice(2) ?? 0);
      const location = headers.location === 'next' ? `/r${(Number.isNaN(hops) ? 0 : hops) + 1}` : headers.location;
      response.writeHead(status, location === undefined ? headers : { location }).end(body);
    });
    sites.push(site);
    return { robots: await fetchRobots(client, new URL('/story?x', site.url)), site };
  };

  it.each([
    [200, 'rules'],
    [401, 'allow-all'],
    [403, 'allow-all'],
    [404, 'allow-all'],
    [410, 'allow-all'],
    [429, 'disallow-all'],
    [500, 'disallow-all'],
    [503, 'disallow-all'],
  ])('takes status %i for %s', async (status, expected) => {
    const { robots, site } = await ask(status, 'User-agent: *\nDisallow: /x');
    expect(robots).toMatchObject({ status: expected, httpStatus: status });
    expect(isAllowed(robots, `${site.url}/x`, 'stet')).toBe(expected === 'allow-all');
    expect(site.log).toEqual(['/robots.txt']);
  });

  it('gives up after five redirects, which allows all', async () => {
    const { robots, site } = await ask(302, '', { location: 'next' });
    expect(robots.status).toBe('allow-all');
    expect(site.log.length).toBe(6);
  });

  it('shuts out a host that cannot be reached, and says why', async () => {
    const robots = await fetchRobots(client, new URL('http://127.0.0.1:1/'));
    expect(robots).toMatchObject({ status: 'disallow-all', httpStatus: null });
    expect(robots.reason).toMatch(/could not be reached/);
  });

  it('reads the first 500 KiB of a longer file, and no NUL', async () => {
    const filler = '# filler\n'.repeat(60_000);
    const { robots } = await ask(200, `User-agent: *\0\nDisallow: /a\n${filler}\nDisallow: /b\n`);
    expect(robots.text.length).toBeLessThanOrEqual(500 * 1024);
    expect(robots.text).not.toContain('\0');
    expect(isAllowed(robots, 'https://example.org/a', 'stet')).toBe(false);
    expect(isAllowed(robots, 'https://example.org/b', 'stet')).toBe(true);
  });
});
