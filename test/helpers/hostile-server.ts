import { type AddressInfo, createServer, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { CHALLENGE_PAGES, type ChallengePage } from './challenge-pages.ts';

/** What a hostile site does with one request; `again` repeats something until the visitor is gone. */
type Trick = (socket: Socket, again: (step: () => void, everyMs: number) => void) => void;

export type HostileServer = { origin: string; port: number; log: string[]; close(): Promise<void> };

const NEVER_CLOSED = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const PAGE = '<!doctype html><title>Paper</title><h1>Paper</h1><p>Nothing to see here.</p>';

/** Made beforehand: a site that is busy compressing would make its visitors late. */
const ZEROS = Buffer.alloc(8 * 1024 * 1024);
const GZIP_BOMB = gzipSync(ZEROS);
const BOMBS: Record<string, { encoding: string; bytes: Buffer }> = {
  gzip: { encoding: 'gzip', bytes: GZIP_BOMB },
  'gzip in gzip': { encoding: 'gzip, gzip', bytes: gzipSync(GZIP_BOMB) },
  deflate: { encoding: 'deflate', bytes: deflateSync(ZEROS) },
  br: { encoding: 'br', bytes: brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) },
  zstd: { encoding: 'zstd', bytes: zstdCompressSync(ZEROS) },
};

/** Everything that a site can do to its visitors, by the name that is asked for. */
export const TRICKS: Record<string, Trick> = {
  tarpit: () => undefined,
  'hangs up at once': (socket) => socket.end(),
  'headers a byte at a time': (socket, again) => {
    socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
    again(() => socket.write('x'), 100);
  },
  'body a byte at a time': (socket, again) => {
    socket.write(`${NEVER_CLOSED}content-length: 100000\r\n\r\n`);
    again(() => socket.write('x'), 100);
  },
  'silence in mid-body': (socket) => socket.write(`${NEVER_CLOSED}content-length: 1000\r\n\r\n${PAGE}`),
  'endless chunks': (socket, again) => {
    socket.write(`${NEVER_CLOSED}transfer-encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    again(() => socket.writableNeedDrain || socket.write(chunk), 1);
  },
  'endless body': (socket, again) => {
    socket.write(`${NEVER_CLOSED}\r\n`);
    again(() => socket.writableNeedDrain || socket.write('x'.repeat(0x10000)), 1);
  },
  'length too large': (socket) => socket.end(`${NEVER_CLOSED}content-length: 1000\r\n\r\n${PAGE}`),
  'length too small': (socket) => socket.end(`${NEVER_CLOSED}content-length: 20\r\n\r\n${PAGE}`),
  'two lengths': (socket) =>
    socket.end(`${NEVER_CLOSED}content-length: 20\r\ncontent-length: ${PAGE.length}\r\n\r\n${PAGE}`),
  'no last chunk': (socket) =>
    socket.end(`${NEVER_CLOSED}transfer-encoding: chunked\r\n\r\n${PAGE.length.toString(16)}\r\n${PAGE}\r\n`),
  'no size of a chunk': (socket) =>
    socket.end(`${NEVER_CLOSED}transfer-encoding: chunked\r\n\r\nzz\r\n${PAGE}\r\n0\r\n\r\n`),
  'reset in mid-body': (socket, again) => {
    socket.write(`${NEVER_CLOSED}content-length: 1000\r\n\r\n${PAGE}`);
    again(() => socket.resetAndDestroy(), 50);
  },
  'no status': (socket) => socket.end(`HTTP/1.1 fine\r\n\r\n${PAGE}`),
  'no HTTP': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'only the page, without headers': (socket) => socket.end(PAGE),
  'huge headers': (socket) => socket.end(`${NEVER_CLOSED}x-huge: ${'x'.repeat(200_000)}\r\n\r\n${PAGE}`),
  'many headers': (socket) => {
    const many = Array.from({ length: 1_000 }, (_, n) => `x-${n}: y\r\n`).join('');
    socket.end(`${NEVER_CLOSED}${many}content-length: ${PAGE.length}\r\n\r\n${PAGE}`);
  },
  'endless interim answers': (socket, again) => again(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 5),
  'another protocol': (socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
  'gzip that is cut': (socket) => send(socket, 'content-encoding: gzip\r\n', gzipSync(PAGE).subarray(0, -9)),
  'gzip that is none': (socket) => send(socket, 'content-encoding: gzip\r\n', Buffer.from(PAGE)),
  'compressed ten times over': (socket) =>
    send(socket, `content-encoding: ${'gzip, '.repeat(9)}gzip\r\n`, gzipSync(PAGE)),
  'gzip of which nothing comes out': (socket, again) => {
    socket.write(`${NEVER_CLOSED}content-encoding: gzip\r\n\r\n`);
    // A header whose file name never ends (RFC 1952 § 2.3).
    socket.write(Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]));
    again(() => socket.writableNeedDrain || socket.write('x'.repeat(0x10000)), 1);
  },
  ...Object.fromEntries(
    Object.entries(BOMBS).map(([name, { encoding, bytes }]): [string, Trick] => [
      `bomb of ${name}`,
      (socket) => send(socket, `content-encoding: ${encoding}\r\n`, bytes),
    ]),
  ),
  'redirect to itself': (socket) => redirect(socket, '/redirect%20to%20itself'),
  'redirect without end': (socket) => redirect(socket, `/redirect%20without%20end?${Math.random()}`),
  'redirect to metadata': (socket) => redirect(socket, 'http://169.254.169.254/latest/meta-data/'),
  'redirect to a file': (socket) => redirect(socket, 'file:///etc/passwd'),
  'redirect to nowhere': (socket) => send(socket, '', Buffer.from(PAGE), '302 Found'),
  'redirect to the front page': (socket) => redirect(socket, '/', '301 Moved Permanently'),
  'redirect to a section': (socket) => redirect(socket, '/news', '301 Moved Permanently'),
  ...Object.fromEntries(
    [401, 403, 404, 410, 429, 451, 500, 502, 503].map((status): [string, Trick] => [
      `status ${status}`,
      (socket) => send(socket, '', Buffer.from(PAGE), `${status} No`),
    ]),
  ),
  ...Object.fromEntries(
    CHALLENGE_PAGES.flatMap((challenge): [string, Trick][] => [
      [`challenge of ${challenge.vendor}`, (socket) => sendChallenge(socket, challenge, challenge.status)],
      [
        `challenge of ${challenge.vendor} as a page`,
        (socket) => sendChallenge(socket, { ...challenge, headers: {} }, 200),
      ],
    ]),
  ),
};

/**
 * A site on this machine that does each of the tricks at the path of its name. It has a front page, a section and no
 * robots.txt, and hangs up after each answer to that, so that every trick is met on a connection of its own.
 */
export async function startHostileServer(): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const log: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    const timers: NodeJS.Timeout[] = [];
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      for (const timer of timers) clearInterval(timer);
    });
    const again = (step: () => void, everyMs: number) => {
      timers.push(setInterval(() => socket.destroyed || step(), everyMs));
    };
    socket.on('data', (request) => {
      const path = decodeURIComponent(/^[A-Z]+ ([^ ?]*)/.exec(request.toString('latin1'))?.[1] ?? '');
      log.push(path);
      const trick = TRICKS[path.slice(1)];
      if (path === '/robots.txt') socket.end('HTTP/1.1 404 None\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      else if (trick === undefined) send(socket, '', Buffer.from(PAGE));
      else trick(socket, again);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, port, log, close };
}

function send(socket: Socket, headers: string, body: Buffer, status = '200 OK'): void {
  socket.write(
    `HTTP/1.1 ${status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: ${body.length}\r\n${headers}\r\n`,
  );
  socket.write(body);
}

function redirect(socket: Socket, location: string, status = '302 Found'): void {
  send(socket, `location: ${location}\r\n`, Buffer.from(PAGE), status);
}

function sendChallenge(socket: Socket, { headers = {}, body }: ChallengePage, status: number): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  send(socket, lines.join(''), Buffer.from(body), `${status} Challenge`);
}
