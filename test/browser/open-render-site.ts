import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { readEnvironment } from '../../config/environment.ts';
import type { OpenBrowser } from '../../src/fetch/browser/open-browser.ts';
import { openRenderer, type RendererOptions } from '../../src/fetch/browser/open-renderer.ts';
import { openGuardedClient } from '../../src/fetch/open-guarded-client.ts';
import type { PageFetcher } from '../../src/fetch/open-page-fetcher.ts';

/** The one address that may be reached. */
export const OPEN = '127.0.0.9';

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site whose pages a test writes, and a browser that may reach it alone. */
export type RenderSite = {
  origin: string;
  pages: Map<string, string | Answerer>;
  asked: string[];
  renderer: PageFetcher;
  browsers: OpenBrowser[];
  render: (path: string) => ReturnType<PageFetcher['fetch']>;
  close(): Promise<void>;
};

/** Starts the site and opens a renderer, whose names all lead to where `addressOf` says. */
export async function openRenderSite(
  options: Partial<RendererOptions> = {},
  addressOf: (name: string) => string = () => OPEN,
): Promise<RenderSite> {
  const pages = new Map<string, string | Answerer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const page = pages.get(path);
    if (typeof page === 'function') return page(request, response);
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, OPEN, resolve));
  const origin = `http://${OPEN}:${(server.address() as AddressInfo).port}`;
  const lookup: LookupFunction = (name, _options, callback) =>
    callback(null, [{ address: addressOf(name), family: 4 }]);
  // Nothing is judged by it: it is what a machine may take that does much else.
  const limits = { userAgent: 'stet-test/1.0', maxBodyBytes: 2_000_000, timeoutMs: 60_000 };
  const client = openGuardedClient({ ...limits, allowPrivate: [`${OPEN}/32`], lookup });
  const browsers: OpenBrowser[] = [];
  const renderer = openRenderer(client, {
    ...limits,
    places: readEnvironment(),
    concurrency: 4,
    onBrowser: (browser) => browsers.push(browser),
    ...options,
  });
  return {
    origin,
    pages,
    asked,
    renderer,
    browsers,
    render: (path) => renderer.fetch(new URL(path, origin), {}),
    close: async () => {
      await renderer.close();
      await client.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The text of a rendered page; fails where there is none. */
export function textOf(outcome: Awaited<ReturnType<PageFetcher['fetch']>>): string {
  if (outcome.kind !== 'page') throw new Error(outcome.kind === 'refused' ? outcome.reason : outcome.kind);
  return Buffer.from(outcome.page.bytes).toString();
}
