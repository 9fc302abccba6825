import { createServer, type Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { FORBIDDEN_HOSTS } from '../unit/fetch/forbidden-hosts.ts';
import { OPEN, openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

/** One address of each kind, for the ways that take a visit each. */
const SAMPLES = FORBIDDEN_HOSTS.filter(
  ({ kind }, index) => FORBIDDEN_HOSTS.findIndex((one) => one.kind === kind) === index,
);

describe.runIf(findChromium(readEnvironment()) !== null)(
  'a forbidden address, however it is written',
  { timeout: 180_000 },
  () => {
    let site: RenderSite;
    let port = 0;
    const reached: string[] = [];
    /** Where this process, and with it the proxy, opened connections to. */
    const dialled: unknown[] = [];
    const traps: Server[] = [];

    beforeAll(async () => {
      const trap = () =>
        createServer((socket) => {
          reached.push(String(socket.localAddress));
          socket.destroy();
        });
      for (const host of ['0.0.0.0', '::']) {
        const server = trap();
        // Where both families share a port, the second is not needed; where there is no IPv6, it is not there.
        const isListening = await new Promise<boolean>((resolve) => {
          server.once('error', () => resolve(false));
          server.listen({ host, port, ipv6Only: host === '::' }, () => resolve(true));
        });
        if (isListening) traps.push(server);
        const [first = server] = traps;
        port = (first.address() as { port: number }).port;
      }
      // With pictures, fonts and films: nothing but the addresses is to keep them out.
      // Two at a time: a page that is not through within the seconds that it is given to settle has not tried them all.
      site = await openRenderSite({ isSparing: false, timeoutMs: 60_000, concurrency: 2 });
      const connect = Socket.prototype.connect;
      vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
        const [first] = args.flat(3) as { host?: string; path?: string }[];
        if (first?.path === undefined) dialled.push(first?.host);
        return Reflect.apply(connect, this, args) as Socket;
      });
    });
    afterAll(async () => {
      vi.restoreAllMocks();
      await site.close();
      for (const trap of traps) trap.close();
    });

    const expectNothingReached = () => {
      expect(reached).toEqual([]);
      expect(dialled.filter((host) => host !== OPEN)).toEqual([]);
    };

    /** A page that tries so many addresses by all that a page has, and says when it is through with them. */
    function makeTries(from: number, hosts: string[]): string {
      const urls = hosts.map((host) => `http://${host}:${port}/x`);
      for (const [place, url] of urls.entries()) {
        // A header is bytes; these are the address's in UTF-8.
        const location = Buffer.from(url).toString('latin1');
        site.pages.set(`/redirect-${from + place}`, (_, response) => void response.writeHead(302, { location }).end());
        site.pages.set(`/refresh-${from + place}`, `<meta http-equiv="refresh" content="0;url=${url}">`);
      }
      const images = urls.map((url) => `<img src="${url}">`);
      return `<!doctype html><meta charset="utf-8"><p id="done">not yet</p>${images.join('')}<script>
      const urls = ${JSON.stringify(urls)};
      const socket = (url) => new Promise((resolve) => {
        try { new WebSocket(url.replace('http', 'ws')).onclose = resolve; } catch { resolve(); }
      });
      const ask = (url) => fetch(url, { mode: 'no-cors' }).catch(() => {});
      const load = (frame, path) => new Promise((resolve) => {
        frame.onload = resolve;
        frame.src = path;
        setTimeout(resolve, 300);
      });
      const walk = async (paths) => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        for (const path of paths) await load(frame, path);
      };
      const own = (kind) => urls.map((_, n) => '/' + kind + '-' + (${from} + n));
      const tries = urls.flatMap((url) => [ask(url), ask(url.replace('http', 'https')), socket(url)]);
      const walks = [urls, own('redirect'), own('refresh')].map(walk);
      Promise.all([...tries, ...own('redirect').map(ask), ...walks]).then(() => { done.textContent = 'all were tried'; });
      const alive = setInterval(() => done.textContent === 'not yet' ? fetch('/alive') : clearInterval(alive), 50);
    </script>`;
    }

    it('is nowhere that a part of a page leads', async () => {
      const hosts = FORBIDDEN_HOSTS.map(({ host }) => host);
      site.pages.set('/alive', '');
      const size = 7;
      const paths = Array.from({ length: Math.ceil(hosts.length / size) }, (_, part) => {
        site.pages.set(`/part-${part}`, makeTries(part * size, hosts.slice(part * size, (part + 1) * size)));
        return `/part-${part}`;
      });
      const rendered = await Promise.all(paths.map(site.render));
      expect(hosts.length).toBeGreaterThan(90);
      for (const outcome of rendered) expect(textOf(outcome)).toContain('<p id="done">');
      // Each was asked for by what follows it in the same breath as all the others.
      expect(site.asked).toEqual(expect.arrayContaining(hosts.map((_, index) => `/redirect-${index}`)));
      expectNothingReached();
    });

    it.each(SAMPLES)('is no page, and no redirect of one: $kind', async ({ host }) => {
      const url = `http://${host}:${port}/`;
      site.pages.set(`/to-${host}`, (_, response) => void response.writeHead(302, { location: url }).end());
      const visits = [site.renderer.fetch(new URL(url), {}), site.render(`/to-${host}`)];
      for (const outcome of await Promise.all(visits)) {
        expect(outcome).toMatchObject({ kind: 'refused', outcome: 'failed', page: null });
      }
      expectNothingReached();
    });
  },
);
