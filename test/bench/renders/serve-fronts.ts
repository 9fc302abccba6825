/** The bench's server, in a process of its own so that its work is nobody's. It says its port when it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FRAME, type Front, makeFrontPage, makePicture, makeScript, makeTag } from './front-pages.ts';

const HOST = process.argv[2] ?? '127.0.0.9';
const OWN_WORK_MS = 4;
const TAG_WORK_MS = 35;
/** How far away all servers are taken to be. */
const WAY_MS = 30;
const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  png: 'image/png',
  mp4: 'video/mp4',
  html: 'text/html; charset=utf-8',
};
const files: Record<string, Buffer> = {
  js: Buffer.from(makeScript(OWN_WORK_MS, 25_000)),
  css: Buffer.from(
    Array.from({ length: 400 }, (_, n) => `.c${n} > .d${n} { margin: ${n}px; padding: 1px }`).join('\n'),
  ),
  woff2: Buffer.alloc(22_000, 7),
  png: makePicture(3),
  mp4: Buffer.alloc(2_000_000, 1),
  html: Buffer.from(FRAME),
};
const tag = Buffer.from(makeTag(TAG_WORK_MS, 40_000));

const server = createServer((request, response) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const send = (type: string, body: string | Buffer) =>
    setTimeout(() => response.writeHead(200, { 'content-type': type }).end(body), WAY_MS);
  const [, front, number] = /^\/(light|heavy)\/(\d+)/.exec(path) ?? [];
  const { port } = server.address() as AddressInfo;
  if (front !== undefined) return void send(TYPES.html ?? '', makeFrontPage(front as Front, Number(number), port));
  if (path === '/tag.js') return void send('text/javascript', tag);
  const ending = path.split('.').at(-1) ?? '';
  const file = files[ending];
  if (file === undefined) return void setTimeout(() => response.writeHead(204).end(), WAY_MS);
  send(TYPES[ending] ?? 'application/octet-stream', file);
});
process.on('disconnect', () => process.exit());
server.listen(0, HOST, () => process.send?.((server.address() as AddressInfo).port));
