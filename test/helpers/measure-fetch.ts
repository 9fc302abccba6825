import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGuardedClient } from '../../src/fetch/open-guarded-client.ts';

// A process of its own, so that its memory is that of one fetch: what came of each, and by how many bytes memory rose.
const [folder = '', ...names] = process.argv.slice(2);
const server = createServer((request, response) => {
  const name = request.url?.slice(1) ?? '';
  if (name === 'page') response.end('a page');
  else {
    const bytes = readFileSync(`${folder}/bomb-${name}.bin`);
    response.writeHead(200, { 'content-encoding': name.split('-')[0] }).end(bytes);
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = openGuardedClient({
  userAgent: 'stet-test/1.0',
  allowPrivate: ['127.0.0.0/8'],
  maxBodyBytes: 4_000_000,
  timeoutMs: 20_000,
});
// What the first request of all costs is no bomb's doing.
await client.request(`${origin}/page`);
for (const name of names) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 1);
  const result = await client.request(`${origin}/${name}`);
  highest = Math.max(highest, process.memoryUsage().rss);
  clearInterval(watch);
  const cause = result.kind === 'failed' ? result.failureCause : result.response.status;
  process.stdout.write(`${JSON.stringify({ name, cause, grewBytes: highest - before })}\n`);
}
await client.close();
server.closeAllConnections();
server.close();
