import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { digestArticle } from '../../src/extract/digest-article.ts';
import type { Article } from '../../src/model/article.ts';
import { startWeb } from '../../src/review/start-web.ts';
import { saveAnnotation } from '../../storage/annotations.ts';
import { saveSearch } from '../../storage/saved-searches.ts';
import { syncSources } from '../../storage/sources.ts';
import { makeRecord } from '../helpers/articles.ts';
import { findChromium, openVisitor, startBrowser, unfoldAll } from '../helpers/browser.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { HOSTILE_ADDRESSES, HOSTILE_TEXTS } from '../helpers/hostile-texts.ts';
import { addStory, clock, makeSource, NOW, visitInVain, visitStory } from '../integration/review/open-paper.ts';

const chromiumPath = findChromium(readEnvironment());
const ALL = HOSTILE_TEXTS.join(' ').replaceAll('\x00', '');

const textAt = (at: number) => HOSTILE_TEXTS[at % HOSTILE_TEXTS.length] ?? '';
const captionsOf = (at: number) => ({ alt: textAt(at), caption: textAt(at + 60), credit: textAt(at + 120) });

/** A record of which every field has all hostile texts; `mark` tells two of them apart. */
function makeHostile(mark: string): Article {
  const text = `${ALL} ${mark}`;
  const image = { url: HOSTILE_ADDRESSES[0] ?? '', alt: text, caption: text, credit: text };
  const links = HOSTILE_ADDRESSES.map((href, at) => ({ start: at, end: at + 1, kind: 'link' as const, href }));
  const record: Article = {
    ...makeRecord(text),
    ...{ kicker: text, dek: text, section: text, tags: [...HOSTILE_TEXTS, mark], leadImage: image },
    language: 'en" onload="x',
    canonicalUrl: HOSTILE_ADDRESSES[1] ?? '',
    byline: { text, authors: HOSTILE_ADDRESSES.map((url) => ({ name: textAt(3), url })) },
    notes: [{ kind: 'correction', text }],
    body: [
      ...HOSTILE_TEXTS.map((one) => ({ type: 'paragraph' as const, text: `${one} ${mark}`, spans: [] })),
      { type: 'paragraph', text: `${'a link '.repeat(20)}${mark}`, spans: links },
      { type: 'heading', level: 2, text, spans: [] },
      { type: 'quote', citation: text, text, spans: [] },
      { type: 'list', ordered: true, items: HOSTILE_TEXTS.map((one) => ({ text: one, spans: [] })) },
      { type: 'table', rows: [HOSTILE_TEXTS.slice(0, 40)] },
      ...HOSTILE_ADDRESSES.map((url, at) => ({ type: 'image' as const, ...captionsOf(at), url })),
      ...HOSTILE_ADDRESSES.map((url) => ({ type: 'related' as const, title: mark, url, label: textAt(40) })),
      { type: 'embed', provider: text, url: HOSTILE_ADDRESSES[15] ?? '', author: text, handle: text, date: text, text },
    ],
  };
  return { ...record, ...digestArticle(record) };
}

/** What on the open page is no text: elements that no view of ours writes, handlers, and addresses that run something. */
async function listIntruders(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const strangers = 'xss, iframe, frame, object, embed, applet, base, math, marquee, image, foreignObject, dialog, portal, template, ' +
      'script:not([src^="/assets/"]), style, link:not([href^="/"], [href="data:,"]), meta[http-equiv], [style], [srcdoc], [background], [ping], svg script, svg a, svg image';
    const found = [...document.querySelectorAll(strangers)].map((element) => element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(name + ' at ' + element.localName);
        const leads = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(name);
        if (leads && !/^(?:https?:|\\/(?!\\/)|#|\\?|data:,$|$)/.test(value.trim())) found.push(name + ': ' + value.slice(0, 100));
      }
    }
    if (window.stetRan !== undefined) found.push('a script ran');
    return found;
  })()`);
}

/** Of a feed: whether it is XML, and what elements its contents would become in a reader. */
async function readFeed(page: Page, path: string): Promise<{ isXml: boolean; elements: string[] }> {
  return await page.evaluate(`(async () => {
    const xml = new DOMParser().parseFromString(await (await fetch('${path}')).text(), 'application/xml');
    const contents = [...xml.querySelectorAll('content, item > description')].map((each) => each.textContent);
    const pages = contents.map((each) => new DOMParser().parseFromString(each, 'text/html'));
    const elements = pages.slice(0).flatMap((each) => [...each.querySelectorAll('body *')].map(({ localName }) => localName));
    return { isXml: xml.querySelector('parsererror') === null, elements: [...new Set(elements)] };
  })()`);
}

describe.runIf(chromiumPath !== null)('hostile texts in every field', () => {
  let browser: Browser;
  let database: TestDatabase;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let article = '';
  let change = '';

  beforeAll(async () => {
    database = await openTestDatabase();
    const { db } = database;
    const sources = [makeSource('evil', ALL, { homepage: HOSTILE_ADDRESSES[0] ?? '' })];
    await syncSources(db, sources, NOW);
    article = await addStory(db, 'evil', ALL);
    const first = makeHostile('12');
    await visitStory(db, article, first, null, NOW);
    change = (await visitStory(db, article, makeHostile('21'), first, NOW)).changeId ?? '';
    await visitInVain(db, article, 'failed', ALL, NOW);
    await saveAnnotation(db, { changeId: change, verdict: 'flagged', note: ALL, by: '<svg/onload=x>' }, NOW);
    for (const name of HOSTILE_TEXTS.slice(0, 40)) {
      const query = new URLSearchParams({ search: name.slice(0, 100) }).toString();
      await saveSearch(
        db,
        { name: name.replaceAll('\x00', ''), list: 'changes', query, channel: name.replaceAll('\x00', '') },
        NOW,
      );
    }
    const channels = [{ name: '"><svg/onload=x>', kind: 'slack' as const, target: 'one' }];
    const options = { host: '127.0.0.1', port: 0, token: null, sources: () => sources, channels: () => channels };
    web = await startWeb({ db, clock, ...options });
    browser = await startBrowser(chromiumPath ?? '');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.stop();
    await database.drop();
  });

  it('are text on every page and in feeds, ask nobody for anything, and run nothing', {
    timeout: 240_000,
  }, async () => {
    const { page, complaints, leave } = await openVisitor(browser, web.url);
    page.setDefaultTimeout(60_000);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const said = (text: string) => encodeURIComponent(text.slice(0, 190));
    const pages = [
      ...['/', '/articles', '/sources', '/saved', '/deliveries', '/numbers', '/search?q=stetRan', '/account'],
      ...[`/articles/${article}`, `/articles/${article}/versions/1`, `/articles/${article}/compare?from=1&to=2`],
      ...[`/changes/${change}`, `/changes/${change}?view=sides`],
      ...HOSTILE_TEXTS.filter((_, at) => at % 60 === 0).map((text) => `/?search=${said(text)}&noise=1`),
      ...HOSTILE_TEXTS.filter((_, at) => at % 60 === 30).map((text) => `/search?q=${said(text)}&source=${said(text)}`),
      ...HOSTILE_ADDRESSES.filter((_, at) => at % 16 === 0).map((text) => `/${said(text)}?kind=${said(text)}`),
    ];
    const intruders: string[] = [];
    for (const address of pages) {
      await page.goto(address);
      await unfoldAll(page);
      intruders.push(...(await listIntruders(page)).map((found) => `${address}: ${found}`));
    }
    expect(intruders).toEqual([]);
    await page.goto('/');
    const known = [
      'a',
      'article',
      'ul',
      'li',
      'p',
      'section',
      'h3',
      'del',
      'ins',
      'br',
      'img',
      'dl',
      'dt',
      'dd',
      'strong',
    ];
    for (const feed of ['/feeds/changes.atom', '/feeds/changes.rss']) {
      const { isXml, elements } = await readFeed(page, feed);
      expect(isXml, feed).toBe(true);
      expect(
        elements.filter((name) => !known.includes(name)),
        feed,
      ).toEqual([]);
    }
    expect(asked.filter((url) => !url.startsWith(web.url) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints.filter((line) => line.includes('CSP') || line.includes('Security Policy'))).toEqual([]);
    await leave();
  });

  it('are values in the API and cells in CSV, of types that no browser takes for a page', async () => {
    const get = async (path: string) => {
      const answer = await fetch(new URL(path, web.url));
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(answer.headers.get('content-security-policy'), path).toContain("default-src 'none'");
      return { type: answer.headers.get('content-type'), text: await answer.text() };
    };
    const query = new URLSearchParams({ search: ALL.slice(0, 190), noise: '1' });
    const said = encodeURIComponent(ALL.slice(0, 100));
    const lists = ['articles', 'changes', 'sources', 'deliveries', 'numbers', `changes?${query}`, 'search?q=stetRan'];
    const single = [
      `articles/${article}`,
      `articles/${article}/versions`,
      `changes/${change}`,
      `changes/${change}/annotations`,
    ];
    for (const path of [...lists, ...single, `articles/${said}`, `nothing/${said}`, `changes?kind=${said}`]) {
      const { type, text } = await get(`/api/v1/${path}`);
      expect(type, path).toMatch(/^application\/(?:problem\+)?json/);
      expect(() => JSON.parse(text), path).not.toThrow();
    }
    const { text } = await get(`/api/v1/articles/${article}`);
    expect(JSON.parse(text).headline).toContain(HOSTILE_TEXTS[0]);
    const csv = await get('/changes.csv?noise=1');
    expect(csv.type).toBe('text/csv; charset=utf-8');
    expect(csv.text).not.toMatch(/(?:^|,|\n)"?[=+@\t]/);
  });
});
