import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { makeRecord } from '../helpers/articles.ts';
import { findChromium, openVisitor, startBrowser } from '../helpers/browser.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitStory } from '../integration/review/open-paper.ts';

const chromiumPath = findChromium(readEnvironment());

/** A page that tries every way out that mark-up knows, towards `spy`, and to get at the page around it. */
function writeHostilePage(spy: string): string {
  return `<!doctype html><html><head><title>Stored</title>
<meta http-equiv="refresh" content="0; url=${spy}/refresh"><base href="${spy}/base/">
<link rel="preconnect" href="${spy}"><link rel="dns-prefetch" href="${spy}"><link rel="prefetch" href="${spy}/prefetch">
<link rel="stylesheet" href="${spy}/style.css"><link rel="icon" href="${spy}/icon.png"><link rel="manifest" href="${spy}/manifest">
<link rel="preload" as="image" href="${spy}/preload.png"><link rel="modulepreload" href="${spy}/module.js">
<style>@import url("${spy}/import.css"); @font-face { font-family: f; src: url("${spy}/font") } body { background: url("${spy}/background"); font-family: f } h1 { color: rgb(1, 2, 3) }</style>
<script src="${spy}/script.js"></script><script>document.title = 'ran'; top.document.title = 'ran'; fetch('${spy}/fetch')</script>
</head><body onload="document.title = 'ran'">
<h1>The stored headline</h1>
<img src="${spy}/image.png" onerror="document.title = 'ran'"><img srcset="${spy}/set.png 1x"><picture><source srcset="${spy}/source.png"><img src="x"></picture>
<video src="${spy}/film" poster="${spy}/poster" autoplay></video><audio src="${spy}/sound" autoplay></audio>
<iframe src="${spy}/frame"></iframe><object data="${spy}/object"></object><embed src="${spy}/embed">
<iframe srcdoc="<img src='${spy}/srcdoc.png'>"></iframe>
<svg><use href="${spy}/use.svg#a"/><image href="${spy}/svg.png"/><script>document.title = 'ran'</script></svg>
<form action="${spy}/form"><button id="send" autofocus>Send</button></form>
<a id="away" href="${spy}/away" ping="${spy}/ping">Away</a> <a id="top" href="${spy}/top" target="_top">Top</a> <a id="blank" href="${spy}/blank" target="_blank">Blank</a>
<input autofocus onfocus="document.title = 'ran'"><details open ontoggle="document.title = 'ran'"></details>
<a id="script" href="javascript:top.document.title = 'ran'">Script</a>
</body></html>`;
}

describe.runIf(chromiumPath !== null)('a stored page in Chromium', () => {
  let browser: Browser;
  let database: TestDatabase;
  let server: ReturnType<typeof serve>;
  let spy: Server;
  let base = '';
  let address = '';
  const asked: string[] = [];

  beforeAll(async () => {
    spy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    spy.on('connection', () => asked.push('a connection'));
    spy.listen(0, '127.0.0.1');
    await once(spy, 'listening');
    const hostile = writeHostilePage(`http://127.0.0.1:${(spy.address() as AddressInfo).port}`);
    database = await openTestDatabase();
    const { app } = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
    const article = await addStory(database.db, 'gazette');
    await visitStory(database.db, article, makeRecord('The stored headline'), null, NOW, hostile);
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    address = `/articles/${article}/versions/1/stored`;
    browser = await startBrowser(chromiumPath ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.close();
    spy.close();
    await database.drop();
  });

  it.each(['in its frame', 'alone'])('runs nothing, and asks nobody for anything: %s', async (where) => {
    const { page, leave } = await openVisitor(browser, base);
    const popups: string[] = [];
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.context().on('page', (popup) => popups.push(popup.url()));
    await page.goto(where === 'alone' ? `${address}/page` : address);
    const shown = where === 'alone' ? page.mainFrame() : page.frame({ url: /\/stored\/page$/ });
    if (shown === null) throw new Error('the frame did not load');
    expect(await shown.locator('h1').innerText()).toBe('The stored headline');
    const colour = await shown.evaluate(`getComputedStyle(document.querySelector('h1')).color`);
    expect(colour, 'its own styles count').toBe('rgb(1, 2, 3)');
    expect(await shown.evaluate('window.origin'), 'its origin is its own').toBe('null');
    expect(await shown.title()).toBe('Stored');
    const click = async (id: string) => {
      const patience = { timeout: 2_000, noWaitAfter: true };
      await shown
        .locator(`#${id}`)
        .click(patience)
        .catch(() => undefined);
    };
    await click('send');
    await click('script');
    await page.waitForTimeout(500);
    expect(await page.title()).not.toContain('ran');
    expect(asked).toEqual([]);
    if (where === 'in its frame') {
      await click('top');
      await click('blank');
    }
    expect(popups).toEqual([]);
    expect(
      said.filter((line) => /base/i.test(line)),
      'no link is shown as what the policy complains of',
    ).toEqual([]);
    expect(new URL(page.url()).pathname).toBe(where === 'alone' ? `${address}/page` : address);
    await leave();
  });
});
