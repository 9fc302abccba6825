/** The bench's web server, in a process of its own so that its work is nobody's; told by messages which edition to serve. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { editPage, loadBenchPages } from './bench-pages.ts';

/** What the parent asks for: an edition of all pages, and how long each answer is to take. */
export type ServerOrder = { edition: number; latencyMs: number };

const pages = loadBenchPages(process.env.STET_SHARED) ?? [];
const indexes = new Map(pages.map(({ path }, index) => [path, index]));
let bodies: Buffer[] = [];
let latencyMs = 0;

function obey(order: ServerOrder): void {
  latencyMs = order.latencyMs;
  bodies = pages.map(({ html }, index) => gzipSync(editPage(html, index, order.edition)));
}

const server = createServer(async (request, response) => {
  if (latencyMs > 0) await sleep(latencyMs);
  const index = indexes.get((request.url ?? '').replace(/^\/\d+/, ''));
  const body = index === undefined ? undefined : bodies[index];
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'gzip',
    'content-length': body.length,
  });
  response.end(body);
});

obey({ edition: 0, latencyMs: 0 });
process.on('message', (order: ServerOrder) => {
  obey(order);
  process.send?.('served');
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
