import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { listReaderTexts } from '../../newspaper/reader-texts.ts';
import { startNewspaper } from '../../newspaper/start-newspaper.ts';
import { loadRaw, openTestNewspaper, STARTS_AT, type TestNewspaper } from './open-test-newspaper.ts';

const MORAV_MILL = '/2026/03/14/fire-at-morav-mill-a76308';
const LIGHTHOUSE = '/wire/story/21/le-phare-de-kerlec';

let open: TestNewspaper[] = [];
afterEach(async () => {
  await Promise.all(open.map(({ newspaper }) => newspaper.stop()));
  open = [];
});

async function openPaper(options: Parameters<typeof openTestNewspaper>[0] = {}): Promise<TestNewspaper> {
  const paper = await openTestNewspaper(options);
  open.push(paper);
  return paper;
}

describe('furniture', () => {
  it.each([
    ['capital-times', MORAV_MILL],
    ['harbour-ledger', '/ledger/2026/03/mayor-on-the-storm-wall/'],
    ['elbtaler-bote', '/bote/politik/landrat-will-klinik-behalten-4713.html'],
    ['plain-wire', LIGHTHOUSE],
  ])('of %s is another at every load, and the article is not', async (_, path) => {
    const { newspaper, load } = await openPaper();
    const pages = [(await load(path)).text, (await load(path)).text, (await load(path)).text];
    expect(new Set(pages).size).toBe(3);
    const state = newspaper.stories().find((story) => story.path === path);
    const texts = state === undefined ? [] : listReaderTexts(state);
    expect(texts.length).toBeGreaterThan(4);
    for (const page of pages) {
      const shown = toText(page);
      for (const text of texts) expect(shown).toContain(text);
    }
  });

  it('is all that differs: without it a restart, and a clock set back, give the same bytes', async () => {
    const first = await openPaper({ hasFurniture: false });
    first.goTo(60);
    const paths = first.newspaper.stories().map((story) => story.path);
    const lists = [
      '/',
      '/news',
      '/rss/news',
      '/ledger/feed/atom/',
      '/bote/rss.rdf',
      '/wire/feed.json',
      '/sitemap/sitemap.xml',
    ];
    const readAll = async (paper: TestNewspaper): Promise<string[]> =>
      Promise.all(
        [...paths, ...lists]
          .filter((path) => !path.includes('4714'))
          .map(async (path) => (await paper.load(path)).text),
      );
    const before = await readAll(first);
    first.goTo(90);
    expect(await readAll(first)).not.toEqual(before);
    first.goTo(60);
    expect(await readAll(first)).toEqual(before);
    const { port } = first.newspaper;
    await first.newspaper.stop();
    const second = await openPaper({ hasFurniture: false, port });
    second.goTo(60);
    expect(await readAll(second)).toEqual(before);
  });
});

function toText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('conditional requests', () => {
  it.each([['/rss/news'], ['/ledger/feed/atom/'], ['/bote/rss.rdf'], ['/wire/feed.json'], [LIGHTHOUSE]])(
    '%s answers 304 to its own ETag',
    async (path) => {
      const { load } = await openPaper();
      const first = await load(path);
      const again = await load(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      expect([first.status, again.status, again.text]).toEqual([200, 304, '']);
      expect((await load(path, { 'if-none-match': '"other"' })).status).toBe(200);
    },
  );

  it('knows by its date whether an article was touched', async () => {
    const { goTo, load } = await openPaper();
    const path = '/wire/story/22/accord-sur-la-peche';
    const since = (await load(path)).headers.get('last-modified') ?? '';
    goTo(69);
    expect((await load(path, { 'if-modified-since': since })).status).toBe(304);
    goTo(70);
    expect((await load(path, { 'if-modified-since': since })).status).toBe(200);
    expect((await load(path, { 'if-modified-since': 'some day' })).status).toBe(200);
  });

  it('gives a feed that gained or lost an item another ETag', async () => {
    const { goTo, load } = await openPaper();
    const etags: (string | null)[] = [];
    for (const minute of [0, 4, 5, 45, 50]) {
      goTo(minute);
      etags.push((await load('/rss/news')).headers.get('etag'));
    }
    const [start, before, published, empty, whole] = etags;
    expect(start).toBe(etags[0]);
    expect(before).not.toBe(published);
    expect(empty).not.toBe(whole);
  });

  it('gives the other papers’ articles no validators', async () => {
    const { load } = await openPaper();
    const { headers } = await load(MORAV_MILL);
    expect([headers.get('etag'), headers.get('last-modified')]).toEqual([null, null]);
  });
});

describe('transport', () => {
  it('packs text for those who take gzip, and a sitemap for all', async () => {
    const { newspaper } = await openPaper();
    const packed = await loadRaw(newspaper.origin + MORAV_MILL, { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toContain('Fire at Morav Mill');
    const plain = await loadRaw(newspaper.origin + MORAV_MILL, {});
    expect([plain.headers.get('content-encoding'), plain.body.toString().startsWith('<!doctype html>')]).toEqual([
      null,
      true,
    ]);
    const sitemap = await loadRaw(`${newspaper.origin}/ledger/sitemap.xml.gz`, { 'accept-encoding': 'gzip' });
    expect(sitemap.headers.get('content-encoding')).toBeNull();
    expect(gunzipSync(sitemap.body).toString()).toContain('<loc>');
  });

  it('keeps an access log of what was asked and by whom', async () => {
    const { newspaper, goTo, load } = await openPaper();
    goTo(20);
    await load('/2026/03/13/minister-denies-meeting-with-grain-trader-a76305?x=1', {
      'user-agent': 'stet/test',
      'if-none-match': '"a"',
    });
    expect(newspaper.accessLog).toMatchObject([
      {
        method: 'GET',
        url: '/2026/03/13/minister-denies-meeting-with-grain-trader-a76305?x=1',
        status: 404,
        userAgent: 'stet/test',
        ifNoneMatch: '"a"',
        ifModifiedSince: null,
        clockAt: new Date(STARTS_AT.getTime() + 20 * 60_000),
      },
    ]);
  });

  it('answers HEAD without a body, and refuses what is not reading', async () => {
    const { newspaper } = await openPaper();
    const head = await fetch(newspaper.origin + MORAV_MILL, { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 0, await head.text()]).toEqual([200, true, '']);
    expect((await fetch(newspaper.origin, { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('follows a short link to its article, and knows no others', async () => {
    const { load } = await openPaper();
    expect((await load('/ledger/?p=507')).location).toBe('/ledger/2026/03/mayor-on-the-storm-wall/');
    expect((await load('/ledger/?p=76309')).status).toBe(404);
    expect((await load('/nothing/here')).status).toBe(404);
  });

  it('draws a picture for every file', async () => {
    const { newspaper } = await openPaper();
    const response = await fetch(`${newspaper.origin}/images/morav-mill.png`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([response.headers.get('content-type'), bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16)]).toEqual([
      'image/png',
      'PNG',
      640,
    ]);
  });
});

describe('stopping', () => {
  it('begins the endless page, never ends it, and stops all the same', async () => {
    const { newspaper, goTo } = await openPaper();
    goTo(34);
    const response = await fetch(`${newspaper.origin}/bote/lokales/bruecke-neustadt-gesperrt-4714.html`);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect([response.status, (first?.value?.length ?? 0) > 0, first?.done]).toEqual([200, true, false]);
    const rest = reader?.read();
    rest?.catch(() => undefined);
    await newspaper.stop();
    await expect(rest).rejects.toThrow();
    await expect(fetch(newspaper.origin)).rejects.toThrow();
  });

  it('lets nobody wait who was waiting for a slow answer', async () => {
    const { newspaper } = await openPaper({ latencyMs: 600_000 });
    const answer = fetch(newspaper.origin);
    answer.catch(() => undefined);
    while (newspaper.accessLog.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await newspaper.stop();
    await expect(answer).rejects.toThrow();
  });

  it('refuses a port that is taken', async () => {
    const { newspaper } = await openPaper();
    await expect(startNewspaper({ now: () => STARTS_AT, port: newspaper.port })).rejects.toThrow('EADDRINUSE');
  });
});
