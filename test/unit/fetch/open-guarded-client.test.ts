import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { ClientRequest, ClientResult } from '../../../src/fetch/open-guarded-client.ts';
import { SELF_SIGNED } from './self-signed.ts';
import { openLocalClient, type Site, serve, serveRaw } from './serve.ts';

const client = openLocalClient();
const strict = openLocalClient({ allowPrivate: [] });
const sites: Site[] = [];
const open = async (site: Promise<Site>): Promise<Site> => {
  sites.push(await site);
  return await site;
};

afterAll(async () => {
  await Promise.all([client.close(), strict.close()]);
  await Promise.all(sites.map((site) => site.close()));
});

function responseOf(result: ClientResult) {
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.response;
}
const textOf = (result: ClientResult) => new TextDecoder().decode(responseOf(result).bytes);
const causeOf = (result: ClientResult) => (result.kind === 'failed' ? result.failureCause : result.response.status);
const reasonOf = (result: ClientResult) => (result.kind === 'failed' ? result.reason : 'no failure');

describe('addresses', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001::1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://198.18.0.1/',
    'http://１２７.0.0.1/',
    'http://8.8.8.8:22/',
  ])('refuses %s without connecting', async (url) => {
    expect(causeOf(await strict.request(url))).toBe('refused-address');
  });

  it('refuses a name that resolves to this machine, and says what to do', async () => {
    const site = await open(serve((_, response) => response.end('secret')));
    const result = await strict.request(`http://localhost:${site.port}/`);
    expect(causeOf(result)).toBe('refused-address');
    expect(reasonOf(result)).toMatch(/localhost.*loopback.*network\.allowPrivate/);
    expect(site.log).toEqual([]);
  });

  it('reaches a name that resolves to an allowed private address, on any port', async () => {
    const site = await open(serve((_, response) => response.end('hello')));
    expect(textOf(await client.request(`http://localhost:${site.port}/`))).toBe('hello');
  });

  it('allows single addresses and refuses what is no range', async () => {
    const site = await open(serve((_, response) => response.end('hello')));
    const single = openLocalClient({ allowPrivate: ['127.0.0.1'] });
    expect(textOf(await single.request(site.url))).toBe('hello');
    await single.close();
    expect(() => openLocalClient({ allowPrivate: ['localhost'] })).toThrow(/allowPrivate.*localhost/);
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'no address',
    'http://user:secret@127.0.0.1/',
  ])('refuses the URL %s', async (url) => {
    const result = await client.request(url);
    expect(causeOf(result)).toBe('refused-url');
    expect(reasonOf(result)).not.toContain('secret');
  });
});

describe('redirects', () => {
  const target = (path: string) => (path.startsWith('/') ? path : `/${path}`);

  it('keeps the chain', async () => {
    const site = await open(
      serve((request, response) => {
        if (request.url === '/a') response.writeHead(301, { location: '/b?x=1#part' }).end();
        else if (request.url === '/b?x=1') response.writeHead(302, { location: 'c' }).end('moved');
        else response.end('here');
      }),
    );
    const response = responseOf(await client.request(`${site.url}/a#top`));
    expect(response).toMatchObject({ url: `${site.url}/a`, finalUrl: `${site.url}/c`, status: 200 });
    expect(response.redirects).toEqual([
      { url: `${site.url}/a`, status: 301, location: `${site.url}/b?x=1` },
      { url: `${site.url}/b?x=1`, status: 302, location: `${site.url}/c` },
    ]);
  });

  it('uses its connections again, also after a redirect with a body', async () => {
    const ports = new Set<number | undefined>();
    const site = await open(
      serve((request, response) => {
        ports.add(request.socket.remotePort);
        if (request.url === '/b') response.end(gzipSync('here'));
        else response.writeHead(302, { location: '/b' }).end('moved');
      }),
    );
    for (let times = 0; times < 5; times += 1) await client.request(site.url);
    expect(site.log.length).toBe(10);
    expect(ports.size).toBeLessThan(5);
  });

  it('does not wait for the end of the body of a redirect', async () => {
    const site = await open(
      serve((request, response) => {
        if (request.url === '/b') response.end('here');
        else response.writeHead(302, { location: '/b' }).write('never ends');
      }),
    );
    expect(textOf(await client.request(site.url))).toBe('here');
  });

  it.each([
    ['a loop', '/loop', 'redirects'],
    ['a loop of two', '/ping', 'redirects'],
    ['an endless chain', '/count/0', 'redirects'],
    ['another scheme', '/file', 'refused-url'],
    ['credentials', '/credentials', 'refused-url'],
    ['a metadata host', '/metadata', 'refused-address'],
    ['a private address', '/private', 'refused-address'],
  ])('ends %s', async (_, path, cause) => {
    const site = await open(
      serve((request, response) => {
        const url = request.url ?? '';
        const locations: Record<string, string> = {
          '/loop': '/loop',
          '/ping': '/pong',
          '/pong': '/ping',
          '/file': 'file:///etc/passwd',
          '/credentials': 'http://a:b@example.org/',
          '/metadata': 'http://169.254.169.254/',
          '/private': 'http://10.0.0.1/',
        };
        const location = locations[url] ?? `/count/${Number(url.slice(7)) + 1}`;
        response.writeHead(302, { location }).end();
      }),
    );
    expect(causeOf(await client.request(site.url + target(path)))).toBe(cause);
    expect(site.log.length).toBeLessThanOrEqual(11);
  });

  it('gives the redirect itself when none may be followed, and one without a usable Location', async () => {
    const site = await open(
      serve((request, response) =>
        response.writeHead(302, request.url === '/bad' ? { location: 'http://[' } : { location: '/x' }).end(),
      ),
    );
    expect(causeOf(await client.request(site.url, { maxRedirects: 0 }))).toBe(302);
    expect(causeOf(await client.request(`${site.url}/bad`))).toBe(302);
  });

  it('turns a POST into a GET at 303, keeps it at 307, and leaves credentials with their origin', async () => {
    const seen: string[] = [];
    const other = await open(
      serve((request, response) => {
        seen.push(`${request.method} ${request.headers.authorization ?? 'none'}`);
        response.end();
      }),
    );
    const site = await open(
      serve((request, response) => {
        request.resume();
        response.writeHead(request.url === '/see' ? 303 : 307, { location: `${other.url}/` }).end();
      }),
    );
    const post: ClientRequest = { method: 'POST', body: 'x', headers: { Authorization: 'Bearer t' } };
    await client.request(`${site.url}/see`, post);
    await client.request(`${site.url}/keep`, post);
    expect(seen).toEqual(['GET none', 'POST none']);
  });

  it('reads a Location in raw UTF-8', async () => {
    const site = await open(
      serveRaw((socket) =>
        socket.end(
          Buffer.from('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/новости\r\ncontent-length: 0\r\n\r\n'),
        ),
      ),
    );
    expect(reasonOf(await client.request(site.url))).toContain('127.0.0.1:1');
    const { location } = responseOf(await client.request(site.url, { maxRedirects: 0 })).headers;
    expect(Buffer.from(location ?? '', 'latin1').toString()).toContain('новости');
  });
});

describe('bodies', () => {
  const page = `<p>${'Zwölf Boxkämpfer. '.repeat(2000)}</p>`;
  const encoded: [string, string, Buffer][] = [
    ['gzip', 'gzip', gzipSync(page)],
    ['x-gzip', 'x-gzip', gzipSync(page)],
    ['br', 'br', brotliCompressSync(page)],
    ['zstd', 'zstd', zstdCompressSync(page)],
    ['deflate', 'deflate', deflateSync(page)],
    ['bare deflate', 'deflate', deflateRawSync(page)],
    ['two layers', 'gzip, br', brotliCompressSync(gzipSync(page))],
    ['an unknown encoding', 'utf-8', Buffer.from(page)],
    ['none', '', Buffer.from(page)],
  ];

  it.each(encoded)('decodes %s', async (_, encoding, bytes) => {
    const headers = encoding === '' ? {} : { 'content-encoding': encoding };
    const site = await open(serve((__, response) => response.writeHead(200, headers).end(bytes)));
    expect(textOf(await client.request(site.url))).toBe(page);
  });

  it.each(encoded.slice(0, 6))('fails on %s that ends early', async (_, encoding, bytes) => {
    const site = await open(
      serve((__, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes.subarray(0, -9))),
    );
    expect(causeOf(await client.request(site.url))).toBe('truncated');
  });

  it.each(['gzip', 'br', 'zstd', 'deflate'])(
    'fails on plain text that calls itself %s, but not on an empty body',
    async (encoding) => {
      const site = await open(
        serve((request, response) => {
          response.writeHead(200, { 'content-encoding': encoding });
          response.end(request.url === '/empty' ? '' : '<html>plain</html>');
        }),
      );
      expect(causeOf(await client.request(site.url))).toBe('truncated');
      expect(responseOf(await client.request(`${site.url}/empty`)).bytes.length).toBe(0);
    },
  );

  it('stops at the cap of a bomb that never ends', async () => {
    const megabyteOfZeros = gzipSync(Buffer.alloc(1024 * 1024));
    let isCutOff = false;
    const site = await open(
      serve((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.on('close', () => {
          isCutOff = true;
        });
        const send = () => {
          if (!response.destroyed) response.write(megabyteOfZeros, () => setImmediate(send));
        };
        send();
      }),
    );
    const result = await client.request(site.url, { maxBytes: 3 * 1024 * 1024 });
    expect(causeOf(result)).toBe('size');
    expect(reasonOf(result)).toMatch(/larger than 3 MiB.*maxBodyMb/);
    await expect.poll(() => isCutOff).toBe(true);
  });

  it('takes a body of exactly the cap, and cuts a longer one where that is asked for', async () => {
    const site = await open(serve((_, response) => response.end('x'.repeat(1000))));
    expect(responseOf(await client.request(site.url, { maxBytes: 1000 })).bytes.length).toBe(1000);
    expect(causeOf(await client.request(site.url, { maxBytes: 999 }))).toBe('size');
    expect(responseOf(await client.request(site.url, { maxBytes: 999, overflow: 'cut' })).bytes.length).toBe(999);
  });

  const shared = process.env.STET_SHARED;
  it.skipIf(shared === undefined).each(['br', 'deflate', 'gzip', 'zstd'])(
    'cuts the bomb of %s (needs STET_SHARED: the folder that holds suites/bombs)',
    async (encoding) => {
      const bomb = readFileSync(join(shared ?? '', 'suites', 'bombs', `bomb-${encoding}.bin`));
      const site = await open(
        serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb)),
      );
      expect(causeOf(await client.request(site.url))).toBe('size');
      expect(responseOf(await client.request(site.url, { maxBytes: 16 * 1024 * 1024 })).bytes.length).toBeGreaterThan(
        11_000_000,
      );
    },
  );
});

describe('answers that are not whole', () => {
  it.each([
    ['a body shorter than its Content-Length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort', 'truncated'],
    [
      'a shorter body that ends its connection',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nshort',
      'truncated',
    ],
    ['a shorter body of HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 100\r\n\r\nshort', 'truncated'],
    ['a body longer than its Content-Length', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nlonger', 'truncated'],
    ['a body that should be empty', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nlonger', 'truncated'],
    ['chunks that break off', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n', 'truncated'],
    ['no answer at all', '', 'truncated'],
    ['something that is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`, 'headers'],
  ])('fails on %s', async (_, bytes, cause) => {
    const site = await open(serveRaw((socket) => socket.end(bytes)));
    expect(causeOf(await client.request(site.url))).toBe(cause);
  });

  it('holds the total deadline against a byte at a time, and against silence', async () => {
    const timers: NodeJS.Timeout[] = [];
    const site = await open(
      serve((request, response) => {
        if (request.url === '/silent') return;
        response.writeHead(200);
        timers.push(setInterval(() => response.write('x'), 20));
      }),
    );
    for (const path of ['/drip', '/silent']) {
      const result = await client.request(site.url + path, { timeoutMs: 300 });
      expect(causeOf(result)).toBe('deadline');
      expect(reasonOf(result)).toContain('0.3 s');
    }
    for (const timer of timers) clearInterval(timer);
  });

  it('counts one deadline over all redirects', async () => {
    const site = await open(
      serve((request, response) => {
        const next = Number((request.url ?? '/0').slice(1)) + 1;
        setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 100);
      }),
    );
    expect(causeOf(await client.request(`${site.url}/0`, { timeoutMs: 350 }))).toBe('deadline');
  });

  it('names a port nobody listens on, a name nobody has, and TLS that is none', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    expect(causeOf(await client.request(gone.url))).toBe('connect');
    expect(causeOf(await client.request('http://no-such-host.invalid/'))).toBe('dns');
    const plain = await open(serve((_, response) => response.end('plain')));
    expect(causeOf(await client.request(plain.url.replace('http:', 'https:')))).toBe('tls');
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const server = createHttpsServer(SELF_SIGNED, (_, response) => response.end('secret'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const result = await client.request(`https://localhost:${port}/`);
    expect(causeOf(result)).toBe('tls');
    expect(reasonOf(result)).toMatch(/localhost.*SELF_SIGNED/);
    server.close();
  });

  it('holds the total deadline against a handshake that never ends', async () => {
    const site = await open(serveRaw(() => undefined));
    const patient = openLocalClient({ connectTimeoutMs: 600_000 });
    const result = await patient.request(site.url.replace('http:', 'https:'), { timeoutMs: 200 });
    expect(causeOf(result)).toBe('deadline');
    await patient.close();
  });

  it('refuses headers that cannot be sent', async () => {
    const result = await client.request('http://127.0.0.1:1/', { headers: { 'x-key': 'a\nb' } });
    expect(causeOf(result)).toBe('refused-url');
    expect(reasonOf(result)).toContain('x-key');
  });

  it('lets what is in flight end when it is closed, and refuses what comes later', async () => {
    const closed = openLocalClient();
    const site = await open(serve((_, response) => setTimeout(() => response.end('whole'), 50)));
    const asked = closed.request(site.url);
    await closed.close();
    expect(textOf(await asked)).toBe('whole');
    expect(causeOf(await closed.request('http://127.0.0.1:1/'))).toBe('closed');
  });
});

describe('requests', () => {
  it('says who it is, and joins repeated headers', async () => {
    const site = await open(
      serve((request, response) => {
        response.setHeader('Link', ['<a>', '<b>']);
        response.end(`${request.headers['user-agent']} | ${request.headers['accept-encoding']}`);
      }),
    );
    const result = await client.request(site.url);
    expect(textOf(result)).toBe('stet-test/1.0 | gzip, deflate, br, zstd');
    expect(responseOf(result).headers.link).toBe('<a>, <b>');
  });
});
