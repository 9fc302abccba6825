import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProxy } from '../../../src/fetch/parse-proxy.ts';
import { makeCertificates } from '../../helpers/certificates.ts';
import { type LocalProxy, startHttpProxy, startSocksProxy } from '../../helpers/proxies.ts';
import { openLocalClient, type Site, serve, serveRaw } from './serve.ts';

/** paper.example is at a public address; the proxies bring whatever they are asked for to this machine. */
const lookup: LookupFunction = (hostname, _options, callback) => {
  const address = hostname === 'inside.example' ? '10.0.0.1' : '8.8.8.8';
  callback(null, [{ address, family: 4 }]);
};
// The site's port is one of this machine's: the public address is allowed with any port.
const client = openLocalClient({
  allowPrivate: ['127.0.0.1', '8.8.8.8'],
  lookup,
  timeoutMs: 5_000,
  connectTimeoutMs: 500,
});
let site: Site;
let secure: { port: number; hosts: string[]; close(): void };
let http: LocalProxy;
let socks: LocalProxy;

beforeAll(async () => {
  const certificates = await makeCertificates();
  const hosts: string[] = [];
  const server = createHttpsServer(certificates.good ?? {}, (request, response) => {
    hosts.push(`${request.headers.host}`);
    response.end('safe');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  secure = { port: (server.address() as AddressInfo).port, hosts, close: () => server.close() };
  site = await serve((request, response) => {
    if (request.url === '/inside') response.writeHead(302, { location: 'http://inside.example/' }).end();
    else response.end(`hello from ${request.headers.host}`);
  });
  http = await startHttpProxy();
  socks = await startSocksProxy();
});
afterAll(async () => {
  await client.close();
  for (const one of [http, socks, secure]) one.close();
  await site.close();
});

async function ask(url: string, proxy: string): Promise<string> {
  const result = await client.request(url, { proxy });
  return result.kind === 'failed'
    ? `${result.failureCause}: ${result.reason}`
    : Buffer.from(result.response.bytes).toString();
}

describe.each([
  ['an HTTP proxy', 'http', () => http],
  ['a SOCKS 5 proxy', 'socks5', () => socks],
])('%s', (_, scheme, proxyOf) => {
  const address = (credentials = '') => `${scheme}://${credentials}127.0.0.1:${proxyOf().port}`;

  it('is asked for the address that was judged, and the site by its name', async () => {
    proxyOf().asked.length = 0;
    expect(await ask(`http://paper.example:${site.port}/`, address())).toBe(`hello from paper.example:${site.port}`);
    expect(proxyOf().asked).toEqual([{ target: `8.8.8.8:${site.port}`, credentials: null }]);
  });

  it('carries TLS, which is spoken with the site and checked against its name', async () => {
    expect(await ask(`https://localhost:${secure.port}/`, address())).toBe('safe');
    expect(secure.hosts.at(-1)).toBe(`localhost:${secure.port}`);
    expect(await ask(`https://paper.example:${secure.port}/`, address())).toMatch(/^tls: .*issued for another host/);
  });

  it('is given its credentials', async () => {
    proxyOf().asked.length = 0;
    await ask(`http://paper.example:${site.port}/`, address('me:p%40ss@'));
    const expected = scheme === 'http' ? `Basic ${Buffer.from('me:p@ss').toString('base64')}` : 'me:p@ss';
    expect(proxyOf().asked).toEqual([{ target: `8.8.8.8:${site.port}`, credentials: expected }]);
  });

  it('gives no way to a private address, directly or by a redirect', async () => {
    proxyOf().asked.length = 0;
    expect(await ask('http://inside.example/', address())).toMatch(/^refused-address: .*10\.0\.0\.1 is a private/);
    expect(await ask(`http://paper.example:${site.port}/inside`, address())).toMatch(/^refused-address/);
    // A connection that is kept needs no asking.
    expect(proxyOf().asked.filter(({ target }) => target !== `8.8.8.8:${site.port}`)).toEqual([]);
  });

  it('that never answers is given up in time', async () => {
    const tarpit = await serveRaw(() => undefined);
    expect(await ask('http://paper.example/', `${scheme}://127.0.0.1:${tarpit.port}`)).toMatch(
      /^proxy: The proxy 127\.0\.0\.1:\d+ did(?: not|n.t) .*in time/,
    );
    await tarpit.close();
  });

  it('that is not there is named', async () => {
    expect(await ask('http://paper.example/', `${scheme}://127.0.0.1:1`)).toMatch(
      /^proxy: The proxy 127\.0\.0\.1:1 cannot be used/,
    );
  });
});

describe('a proxy', () => {
  it.each([
    [407, /^proxy: .*asks for other credentials \(407\); check fetch\.proxy/],
    [403, /^proxy: .*did not let us through to 8\.8\.8\.8:80 \(403\)/],
  ])('that answers %i is named', async (status, expected) => {
    const strict = await startHttpProxy(status);
    expect(await ask('http://paper.example/', `http://127.0.0.1:${strict.port}`)).toMatch(expected);
    strict.close();
  });

  it('at an address that is none is refused without showing it', async () => {
    const reason = await ask('http://paper.example/', 'ftp://me:hunter2@proxy.example');
    expect(reason).toMatch(/^proxy: .*no address that can be used/);
    expect(reason).not.toContain('hunter2');
  });

  it.each([
    ['http://proxy.example:3128', { kind: 'http', host: 'proxy.example', port: 3128, username: '', password: '' }],
    ['socks5://a:b@[::1]', { kind: 'socks5', host: '::1', port: 1080, username: 'a', password: 'b' }],
    ['https://proxy.example', null],
    ['socks4://proxy.example', null],
    ['http://proxy.example/path', null],
    ['http://%zz@proxy.example', null],
    ['proxy.example:3128', null],
  ])('%s is read', (text, expected) => expect(parseProxy(text)).toEqual(expected));
});
