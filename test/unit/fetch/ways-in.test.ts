import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendRequest } from '../../../src/deliver/send-request.ts';
import { discoverItems } from '../../../src/discover/discover-items.ts';
import { fetchPage } from '../../../src/fetch/fetch-page.ts';
import { fetchRobots } from '../../../src/fetch/robots.ts';
import { FORBIDDEN_HOSTS } from './forbidden-hosts.ts';
import { openLocalClient } from './serve.ts';

/** The one address that may be connected to: a server there redirects, and another is a proxy. */
const OPEN = '127.0.0.9';
let attempts: string[] = [];
let tunnels: string[] = [];
let redirectsTo = '';

/** Names that resolve to whatever is in front of `.in-dns.example`, as hexadecimal. */
const lookup: LookupFunction = (hostname, _options, callback) => {
  const address = Buffer.from(hostname.split('.')[0] ?? '', 'hex').toString();
  callback(null, [{ address, family: isIP(address) }]);
};
const nameOf = (address: string) => `${Buffer.from(address).toString('hex')}.in-dns.example`;

const client = openLocalClient({ allowPrivate: [`${OPEN}/32`], lookup, timeoutMs: 5_000 });
// As raw UTF-8, which is how servers send what is not ASCII.
const site = createServer((_, response) =>
  response.writeHead(302, { location: Buffer.from(redirectsTo).toString('latin1') }).end(),
);
const proxy = createServer().on('connect', (request, socket) => {
  tunnels.push(request.url ?? '');
  socket.end('HTTP/1.1 502 No\r\n\r\n');
});
const portOf = (server: typeof site) => (server.address() as { port: number }).port;

/** Tells every attempt to connect, and ends the test before a packet can leave for anywhere else. */
function watchSocket(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (ip: string) => {
    attempts.push(ip);
    if (ip !== OPEN) throw new Error(`a connection to ${ip} was attempted`);
  });
}

beforeAll(async () => {
  subscribe('net.client.socket', watchSocket);
  for (const server of [site, proxy]) await new Promise<void>((resolve) => server.listen(0, OPEN, resolve));
});
afterEach(() => {
  attempts = [];
  tunnels = [];
});
afterAll(async () => {
  unsubscribe('net.client.socket', watchSocket);
  await client.close();
  for (const server of [site, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

/** An IP address without its brackets, as a lookup would give it. */
const bare = (host: string) => new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '');

const DELIVERY = { headers: {}, body: '{}' };
const NOW = new Date('2026-01-01T00:00:00Z');

/** Each way by which an address gets to the client, and what it says of it. */
const WAYS: Record<string, (host: string) => Promise<string>> = {
  page: (host) => reasonOfPage(`http://${host}/story`),
  'page over TLS': (host) => reasonOfPage(`https://${host}/story`),
  feed: (host) => reasonOfPage(`http://${host}/rss`),
  'sitemap of an index': async (host) => {
    const url = new URL('https://paper.example/sitemap.xml');
    const xml = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://${host}/s.xml</loc></sitemap></sitemapindex>`;
    const answer = { url, bytes: Buffer.from(xml), contentType: 'application/xml' };
    const endpoint = { kind: 'sitemap' as const, url: url.href, newerThanMs: null, links: null };
    const reasons: string[] = [];
    await discoverItems(
      answer,
      endpoint,
      async (url) => {
        reasons.push(await reasonOfPage(url.href));
        return { kind: 'skipped', reason: reasons[0] ?? '' };
      },
      { now: NOW },
    );
    return reasons.join();
  },
  robots: async (host) => (await fetchRobots(client, new URL(`http://${host}/`))).reason ?? '',
  redirect: async (host) => {
    redirectsTo = `http://${host}/`;
    const reason = await reasonOfPage(`http://${OPEN}:${portOf(site)}/`);
    return attempts.every((ip) => ip === OPEN) ? reason : 'it connected';
  },
  webhook: async (host) => {
    const request = { url: new URL(`https://${host}/hook`), ...DELIVERY };
    const sent = await sendRequest(client, { name: 'webhook', isPatient: true }, request, NOW);
    return sent.kind === 'delivered' ? 'delivered' : sent.reason;
  },
  'a name in the DNS': (host) => reasonOfPage(`http://${nameOf(bare(host))}/`),
  'a proxy’s own address': (host) => reasonOfPage('http://8.8.8.8/', `http://${host}:8080`),
  'a SOCKS proxy’s own address': (host) =>
    reasonOfPage('http://8.8.8.8/', `socks5://${bare(host).includes(':') ? host : bare(host)}`),
  'through a proxy': (host) => reasonOfPage(`http://${host}/`, `http://${OPEN}:${portOf(proxy)}`),
  'through a proxy, by a name in the DNS': (host) =>
    reasonOfPage(`https://${nameOf(bare(host))}/`, `http://${OPEN}:${portOf(proxy)}`),
};

async function reasonOfPage(url: string, through: string | null = null): Promise<string> {
  const fetched = await fetchPage(client, new URL(url), { proxy: through });
  return fetched.kind === 'refused' ? fetched.reason : 'it answered';
}

describe(`${FORBIDDEN_HOSTS.length} notations of addresses that are not public`, () => {
  it('are many, and all different', () => {
    expect(new Set(FORBIDDEN_HOSTS.map(({ host }) => host)).size).toBe(FORBIDDEN_HOSTS.length);
    expect(FORBIDDEN_HOSTS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.entries(WAYS))('are refused as %s, and never connected to', async (way, ask) => {
    for (const { kind, host } of FORBIDDEN_HOSTS) {
      const reason = await ask(host);
      expect(reason, `${kind} ${host}`).toMatch(/is not fetched: .*allowPrivate/);
      expect(tunnels, `${kind} ${host}`).toEqual([]);
      expect(attempts, `${kind} ${host}`).toEqual(way === 'redirect' ? expect.any(Array) : []);
    }
  });

  it('the watch sees what does connect: this test can fail', async () => {
    redirectsTo = '/';
    const fresh = openLocalClient({ allowPrivate: [OPEN] });
    await fresh.request(`http://${OPEN}:${portOf(site)}/`);
    await fresh.request('http://8.8.8.8/', { proxy: `http://${OPEN}:${portOf(proxy)}` });
    await fresh.close();
    expect(attempts).toEqual([OPEN, OPEN]);
    expect(tunnels).toEqual(['8.8.8.8:80']);
  });
});
