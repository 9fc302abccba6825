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
  { timeout: 90_000 },
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
      site = await openRenderSite({ isSparing: false, timeoutMs: 60_000 });
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

    it('is nowhere that a part of a page leads', async () => {
      const urls = FORBIDDEN_HOSTS.map(({ host }) => `http://${host}:${port}/x`);
      for (const [index, url] of urls.entries()) {
        site.pages.set(`/redirect-${index}`, (_, response) => void response.writeHead(302, { location: url }).end());
        site.pages.set(`/refresh-${index}`, `<meta http-equiv="refresh" content="0;url=${url}">`);
      }
      site.pages.set(
        '/parts',
        `<!doctype html><p id="done">not yet</p>${urls.map((url) => `<img src="${url}">`).join('')}
      ${SAMPLES.map((one) => `<iframe src="/refresh-${FORBIDDEN_HOSTS.indexOf(one)}"></iframe>`).join('')}
      <script>
        const urls = ${JSON.stringify(urls)};
        const open = (url) => new Promise((resolve) => {
          try { new WebSocket(url.replace('http', 'ws')).onclose = resolve; } catch { resolve(); }
        });
        const tries = urls.flatMap((url, n) => [
          fetch(url, { mode: 'no-cors' }), fetch(url.replace('http', 'https'), { mode: 'no-cors' }), fetch('/redirect-' + n, { mode: 'no-cors' }), open(url),
        ].map((one) => one.then((answer) => answer?.type === 'opaque', () => false)));
        const walk = async (paths) => {
          const frame = document.body.appendChild(document.createElement('iframe'));
          for (const path of paths) {
            const loaded = new Promise((resolve) => { frame.onload = resolve; });
            frame.src = path;
            await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1000))]);
          }
        };
        const walks = [urls, urls.map((_, n) => '/redirect-' + n)].map(walk);
        Promise.all(walks).then(() => Promise.all(tries)).then((all) => {
          done.textContent = all.length + ' were tried, ' + all.filter(Boolean).length + ' answered as pages';
        });
        const alive = setInterval(() => done.textContent === 'not yet' ? fetch('/alive') : clearInterval(alive), 100);
      </script>`,
      );
      site.pages.set('/alive', '');
      const text = textOf(await site.render('/parts'));
      expect(urls.length).toBeGreaterThan(90);
      expect(text).toContain(`${urls.length * 4} were tried`);
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
