import { afterAll, describe, expect, it } from 'vitest';
import { type CookieJar, openCookieJar, openCookieJars } from '../../../src/fetch/cookie-jar.ts';
import { openLocalClient, type Site, serve } from './serve.ts';

const client = openLocalClient();
const sites: Site[] = [];
afterAll(async () => {
  await client.close();
  await Promise.all(sites.map((site) => site.close()));
});

const cookiesAt = (jar: CookieJar, url: string) => jar.headerFor(new URL(url));
const keep = (jar: CookieJar, url: string, ...cookies: string[]) => jar.keep(new URL(url), cookies);

describe('a jar', () => {
  it('gives cookies back to the host and path that they are from, and to no other', () => {
    const jar = openCookieJar();
    keep(jar, 'https://www.paper.co.uk/news/1', 'a=1', 'b=2; Domain=paper.co.uk; Path=/', 'c=3; Secure; Path=/');
    expect(cookiesAt(jar, 'https://www.paper.co.uk/news/2')).toBe('a=1; b=2; c=3');
    expect(cookiesAt(jar, 'https://www.paper.co.uk/sport')).toBe('b=2; c=3');
    expect(cookiesAt(jar, 'http://www.paper.co.uk/sport')).toBe('b=2');
    expect(cookiesAt(jar, 'https://static.paper.co.uk/')).toBe('b=2');
    expect(cookiesAt(jar, 'https://other.co.uk/')).toBe('');
  });

  it('takes none for a public suffix, nor for another site, nor what is no cookie', () => {
    const jar = openCookieJar();
    keep(
      jar,
      'https://www.paper.co.uk/',
      'a=1; Domain=co.uk',
      'b=2; Domain=other.com',
      '=',
      '',
      'c=3; Domain=github.io',
    );
    expect(cookiesAt(jar, 'https://www.paper.co.uk/')).toBe('');
    expect(cookiesAt(jar, 'https://other.co.uk/')).toBe('');
  });

  it('forgets what has expired or is taken back', () => {
    const jar = openCookieJar();
    keep(jar, 'https://paper.com/', 'a=1', 'b=2; Max-Age=0', 'c=3; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    keep(jar, 'https://paper.com/', 'a=; Max-Age=0');
    expect(cookiesAt(jar, 'https://paper.com/')).toBe('');
  });

  it('keeps fifty cookies of four kilobytes at most', () => {
    const jar = openCookieJar();
    for (let n = 0; n < 500; n += 1) keep(jar, 'https://paper.com/', `c${n}=${n}`);
    keep(jar, 'https://paper.com/', `big=${'x'.repeat(5000)}`, ...Array.from({ length: 400 }, (_, n) => `d${n}=1`));
    const kept = cookiesAt(jar, 'https://paper.com/').split('; ');
    expect(kept.length).toBe(50);
    expect(kept).not.toContain('c0=0');
  });

  it('belongs to one source alone', () => {
    const jars = openCookieJars();
    keep(jars.jarOf('a'), 'https://paper.com/', 'a=1');
    expect(cookiesAt(jars.jarOf('a'), 'https://paper.com/')).toBe('a=1');
    expect(cookiesAt(jars.jarOf('b'), 'https://paper.com/')).toBe('');
    for (let n = 0; n < 2_000; n += 1) jars.jarOf(`source ${n}`);
    expect(cookiesAt(jars.jarOf('a'), 'https://paper.com/')).toBe('');
  });
});

describe('a request with a jar', () => {
  /** A site that shows its story only to those who come back from its consent page with a cookie. */
  const openPaper = async () => {
    const site = await serve((request, response) => {
      if (request.headers.cookie?.includes('consent=yes')) response.end(request.headers.cookie);
      else if (request.url === '/consent')
        response.writeHead(302, { location: '/story', 'set-cookie': ['consent=yes; Path=/', 'x=1'] }).end();
      else response.writeHead(302, { location: '/consent' }).end();
    });
    sites.push(site);
    return site;
  };
  const textOf = async (url: string, cookies: CookieJar | null, headers: Record<string, string> = {}) => {
    const result = await client.request(url, { cookies, headers });
    return result.kind === 'failed' ? result.failureCause : Buffer.from(result.response.bytes).toString();
  };

  it('comes through a consent page, and the second time without it', async () => {
    const site = await openPaper();
    const jar = openCookieJar();
    expect(await textOf(`${site.url}/story`, jar)).toContain('consent=yes');
    expect(site.log).toEqual(['/story', '/consent', '/story']);
    expect(await textOf(`${site.url}/story`, jar)).toContain('consent=yes');
    expect(site.log.length).toBe(4);
  });

  it('is a loop without one, and sends a cookie of the configuration beside it', async () => {
    const site = await openPaper();
    expect(await textOf(`${site.url}/story`, null)).toBe('redirects');
    const jar = openCookieJar();
    expect(await textOf(`${site.url}/story`, jar, { Cookie: 'key=k' })).toMatch(/^key=k; .*consent=yes/);
  });

  it('gives another site nothing when it is redirected there', async () => {
    const other = await serve((request, response) => response.end(request.headers.cookie ?? 'none'));
    const site = await serve((_, response) =>
      response.writeHead(302, { location: `http://localhost:${other.port}/`, 'set-cookie': 'a=1' }).end(),
    );
    sites.push(other, site);
    expect(await textOf(site.url, openCookieJar())).toBe('none');
  });
});
