import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { OPEN, openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

const SECRET = 'a line of a file that no page may read';

describe.runIf(findChromium(readEnvironment()) !== null)('where a rendered page may go', { timeout: 240_000 }, () => {
  let site: RenderSite;
  let port = 0;
  let reached: string[] = [];
  let folder = '';
  // It listens where no page may go, and tells of every connection and every packet.
  const trap = createServer((socket) => {
    reached.push('tcp');
    socket.destroy();
  });
  const udpTrap = createSocket('udp4').on('message', () => reached.push('udp'));

  beforeAll(async () => {
    await new Promise<void>((resolve) => trap.listen(0, '0.0.0.0', resolve));
    port = (trap.address() as { port: number }).port;
    await new Promise<void>((resolve) => udpTrap.bind(port, '127.0.0.1', resolve));
    // Two at a time: each page must have tried all its ways within the seconds that it is given to settle.
    site = await openRenderSite({ concurrency: 2 }, (name) => (name.startsWith('good') ? OPEN : '127.0.0.1'));
    folder = await mkdtemp(join(tmpdir(), 'stet-secret-'));
    await writeFile(join(folder, 'secret.html'), SECRET);
  });
  beforeEach(() => {
    reached = [];
  });
  afterAll(async () => {
    await site.close();
    trap.close();
    udpTrap.close();
    await rm(folder, { recursive: true });
  });

  // What is written as an address is tried in every notation by a test of its own.
  it('is not behind a name that leads inside, as a page or by a redirect', async () => {
    const url = `http://inside.example:${port}/`;
    site.pages.set('/away', (_, response) => void response.writeHead(302, { location: url }).end());
    const [direct, redirected] = await Promise.all([site.renderer.fetch(new URL(url), {}), site.render('/away')]);
    for (const outcome of [direct, redirected]) {
      expect(outcome).toMatchObject({ kind: 'refused', outcome: 'failed', page: null });
      expect(outcome).toHaveProperty('reason', expect.stringContaining('is not fetched'));
    }
    expect(reached).toEqual([]);
  });

  it('is nowhere else by anything on the page', async () => {
    const at = (scheme: string) => `${scheme}://inside.example:${port}/x`;
    const literal = `http://127.0.0.1:${port}/y`;
    site.pages.set('/worker.js', `importScripts('${literal}')`);
    site.pages.set(
      '/ways',
      `<!doctype html><title>ways</title><p id="done">not yet</p>
      <link rel="preconnect" href="${literal}"><link rel="dns-prefetch" href="//inside.example">
      <link rel="prefetch" href="${literal}"><link rel="stylesheet" href="${literal}">
      <style>@import "${literal}"; @font-face { font-family: f; src: url(${literal}) } p { font-family: f; background: url(${literal}) }</style>
      <iframe src="${literal}"></iframe><iframe src="${at('https')}"></iframe><img src="${literal}">
      <object data="${literal}"></object><embed src="${literal}"><video src="${literal}" autoplay></video>
      <script src="${literal}"></script><a ping="${literal}" href="#" id="a">a</a>
      <script type="speculationrules">{"prerender":[{"source":"list","urls":["/prerendered"]}]}</script>
      <script>
        const tries = [
          () => fetch('${literal}', { mode: 'no-cors' }), () => fetch('${at('https')}', { mode: 'no-cors' }),
          () => new Promise((r) => { const x = new XMLHttpRequest(); x.onloadend = r; x.open('GET', '${literal}'); x.send(); }),
          () => new Promise((r) => { new WebSocket('ws://127.0.0.1:${port}').onclose = r; }),
          () => new Promise((r) => { new WebSocket('${at('wss')}').onclose = r; }),
          () => { new EventSource('${literal}'); }, () => navigator.sendBeacon('${literal}', 'x'),
          () => { new Worker('/worker.js'); }, () => window.open('${literal}'),
          () => navigator.serviceWorker?.register('/worker.js'), () => { a.click(); },
          () => { const t = new WebTransport('https://127.0.0.1:${port}/'); return t.ready; },
          async () => {
            const peer = new RTCPeerConnection({ iceServers: [
              { urls: ['stun:127.0.0.1:${port}', 'stun:inside.example:${port}'] },
              { urls: 'turn:127.0.0.1:${port}?transport=tcp', username: 'u', credential: 'c' } ] });
            peer.createDataChannel('c'); await peer.setLocalDescription(await peer.createOffer());
          },
        ];
        const slow = new Promise((r) => setTimeout(r, 1500));
        Promise.race([slow, Promise.allSettled(tries.map(async (one) => one()))]).then(() => { done.textContent = 'all were tried'; clearInterval(alive); });
        const alive = setInterval(() => fetch('/alive'), 100);
      </script>`,
    );
    site.pages.set('/alive', '');
    expect(textOf(await site.render('/ways'))).toContain('all were tried');
    expect(reached).toEqual([]);
  });

  it('is not where a page leads by itself, and no file, source view or page of the browser', async () => {
    const refresh = (url: string) => `<meta http-equiv="refresh" content="0;url=${url}">`;
    const script = (url: string) => `<script>location.href = ${JSON.stringify(url)}</script>`;
    const form = (url: string) =>
      `<form method="post" action="${url}"></form><script>document.forms[0].submit()</script>`;
    const frame = (url: string) => `<iframe src="${url}"></iframe>`;
    const trapped = `http://127.0.0.1:${port}/`;
    const file = `file://${folder}/secret.html`;
    const ways = [
      ...[refresh, script, form, frame].map((way) => way(trapped)),
      ...[refresh, script, frame].map((way) => way(file)),
      frame(`view-source:${trapped}`) +
        frame('chrome://version/') +
        frame('devtools://devtools/bundled/inspector.html'),
      script(`view-source:${file}`),
      script('chrome://version/'),
    ];
    const rendered = await Promise.all(
      ways.map(async (html, index) => {
        site.pages.set(`/way-${index}`, `<!doctype html><p>Before.</p>${html}`);
        return await site.render(`/way-${index}`);
      }),
    );
    for (const outcome of rendered) {
      const text = Buffer.from(outcome.page?.bytes ?? []).toString();
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('Command Line');
    }
    expect(rendered.slice(4).every((outcome) => outcome.kind === 'page')).toBe(true);
    expect(reached).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'chrome://version', 'view-source:http://example.org/'])('is not %s', async (url) => {
    expect(await site.renderer.fetch(new URL(url), {})).toMatchObject({ kind: 'refused', outcome: 'failed' });
  });
});
