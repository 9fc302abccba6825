import { createServer, type Server, type ServerResponse } from 'node:http';
import { freePort } from './servers.ts';

/** One request as the server saw it; times in milliseconds of `performance.now()`. `endAt`: when it was answered. */
export type HostRequest = { host: string; path: string; startAt: number; endAt: number; status: number };

/** How one of the hosts answers. `n` counts the requests for its articles, from 1. */
export type HostManner = {
  articles: number;
  latencyMs?: number;
  answerArticle?: (n: number) => { status: number; headers?: Record<string, string>; latencyMs?: number } | null;
};

export type HostServer = { port: number; log: HostRequest[]; of(host: string): HostRequest[]; stop(): Promise<void> };

/**
 * Serves many hosts of this machine on one port, each with a robots.txt that is not there, a feed and its articles:
 * addresses of 127.0.0.0/8, and names below `.localhost`, which are 127.0.0.1.
 */
export async function startHostServer(manners: Record<string, HostManner>): Promise<HostServer> {
  const port = await freePort();
  const log: HostRequest[] = [];
  const counts = new Map<string, number>();
  const addresses = new Set(Object.keys(manners).map((host) => (host.endsWith('.localhost') ? '127.0.0.1' : host)));
  const servers: Server[] = [];
  for (const address of addresses) {
    const server = createServer((request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      const entry = {
        host,
        path: request.url ?? '',
        startAt: performance.now(),
        endAt: Number.POSITIVE_INFINITY,
        status: 0,
      };
      log.push(entry);
      answer(response, entry, manners[host] ?? { articles: 0 });
    });
    // A connection that is closed while it is used again would count as a failure of the host.
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen(port, address, resolve));
    servers.push(server);
  }

  function answer(response: ServerResponse, entry: HostRequest, manner: HostManner): void {
    const origin = `http://${entry.host}:${port}`;
    let given: { status: number; headers?: Record<string, string>; latencyMs?: number; body?: string };
    if (entry.path === '/feed') given = { status: 200, body: makeFeed(origin, manner.articles) };
    else if (!entry.path.startsWith('/story/')) given = { status: 404, body: 'none' };
    else {
      const n = (counts.get(entry.host) ?? 0) + 1;
      counts.set(entry.host, n);
      given = manner.answerArticle?.(n) ?? { status: 200 };
      if (given.status === 200) given.body = makeArticle(entry.path);
    }
    const type = entry.path === '/feed' ? 'application/rss+xml' : 'text/html; charset=utf-8';
    setTimeout(
      () => {
        entry.endAt = performance.now();
        entry.status = given.status;
        response.writeHead(given.status, { 'content-type': type, ...given.headers }).end(given.body ?? 'no');
      },
      given.latencyMs ?? manner.latencyMs ?? 0,
    );
  }

  return {
    port,
    log,
    of: (host) => log.filter((entry) => entry.host === host).toSorted((a, b) => a.startAt - b.startAt),
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function makeFeed(origin: string, articles: number): string {
  const items = Array.from(
    { length: articles },
    (_, index) => `<item><title>Story ${index}</title><link>${origin}/story/${index}</link></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Stories</title>${items.join('')}</channel></rss>`;
}

function makeArticle(path: string): string {
  const text = `The council of Brannock met on Tuesday about ${path}, and after three hours of talk its members agreed on what they had not agreed on before. `;
  return `<!doctype html><html lang="en"><title>What ${path} says</title><article><h1>What ${path} says</h1><p>${text.repeat(3)}</p><p>${text.repeat(2)}</p></article></html>`;
}
