import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNewspaper, type TestNewspaper } from './open-test-newspaper.ts';

const BORDER_ROAD = '/2026/03/14/talks-on-border-road-end-a76309';
const MORAV_MILL = '/2026/03/14/fire-at-morav-mill-a76308';
const MAYOR = '/ledger/2026/03/mayor-on-the-storm-wall/';
const COMET = '/2026/03/13/observatory-finds-a-slow-comet-a76307';
const DREDGING = '/ledger/2026/03/dredging-to-cost-more/';
const WIND_FARM = '/bote/politik/gemeinderat-beschliesst-windpark-4715.html';
const STORM = '/2026/03/14/storm-closes-saltmere-port-a76310';

let paper: TestNewspaper;
beforeAll(async () => {
  paper = await openTestNewspaper();
});
afterAll(() => paper.newspaper.stop());

/** What stands at a path just before a minute of the script, and at it. */
async function loadAround(path: string, minute: number) {
  paper.goTo(minute - 0.01);
  const before = await paper.load(path);
  paper.goTo(minute);
  return { before, after: await paper.load(path) };
}

type TextStep = { what: string; path: string; minute: number; before: string; after: string };

describe('every edit of the short script is served from its minute on', () => {
  const steps: TextStep[] = [
    {
      what: 'headline',
      path: BORDER_ROAD,
      minute: 3,
      before: 'End Without Agreement\n</a>',
      after: 'Border Road Talks Collapse\n</a>',
    },
    {
      what: 'headline, taken back',
      path: BORDER_ROAD,
      minute: 58,
      before: 'Talks Collapse\n</a>',
      after: 'End Without Agreement\n</a>',
    },
    { what: 'figure', path: MORAV_MILL, minute: 6, before: 'put 12 workers', after: 'put 21 workers' },
    {
      what: 'quotation',
      path: MAYOR,
      minute: 8,
      before: 'we will build it this year,”',
      after: 'we will begin this year,”',
    },
    { what: 'picture', path: COMET, minute: 11, before: 'observatory-dome.png">\n', after: 'student-brandt.png">\n' },
    { what: 'caption', path: COMET, minute: 11, before: 'The dome of the Mount Hale', after: 'asked to clean.</span>' },
    {
      what: 'credit',
      path: COMET,
      minute: 11,
      before: 'credits">Mount Hale Observatory',
      after: 'credits">Sanna Oort',
    },
    { what: 'figure with a note', path: DREDGING, minute: 13, before: 'cost 3.2 million', after: 'cost 2.9 million' },
    {
      what: 'edit under a wrong charset',
      path: '/wire/story/23/v-zareche-otkryli-muzey-kart',
      minute: 44,
      before: '',
      after: '680 листов',
    },
    {
      what: 'headline, of two edits',
      path: STORM,
      minute: 48,
      before: 'Port of Saltmere\n</a>',
      after: '14 Rescued at Sea\n</a>',
    },
    { what: 'figure, of two edits', path: STORM, minute: 48, before: 'took 4 people', after: 'took 14 people' },
    {
      what: 'an old story',
      path: '/2026/02/17/the-last-ferrymen-of-lake-orren-a76301',
      minute: 50,
      before: '90,000 times',
      after: '60,000 times',
    },
    {
      what: 'dek',
      path: '/bote/politik/neue-leiterin-fuer-das-archiv-4717.html',
      minute: 52,
      before: 'vorspann">Swantje Brill kommt',
      after: 'vorspann">Swantje Brill leitete',
    },
    {
      what: 'name',
      path: '/ledger/2026/03/new-owners-for-the-rope-works/',
      minute: 61,
      before: 'Brennick',
      after: 'Brannock',
    },
    {
      what: 'name, taken back',
      path: '/ledger/2026/03/new-owners-for-the-rope-works/',
      minute: 63,
      before: 'Brannock',
      after: 'Brennick',
    },
    { what: 'link', path: BORDER_ROAD, minute: 62, before: '/tern"', after: '/tern-pass-full-text"' },
    { what: 'strength', path: BORDER_ROAD, minute: 66, before: 'will reopen', after: 'may reopen' },
    {
      what: 'attribution',
      path: '/2026/03/14/hauliers-call-off-mint-square-protest-a76314',
      minute: 78,
      before: 'government said',
      after: 'government claimed',
    },
  ];
  it.each(steps)('$what at minute $minute', async ({ path, minute, before, after }) => {
    const loads = await loadAround(path, minute);
    expect(loads.before.text).toContain(before);
    expect(loads.after.text).toContain(after);
    expect(loads.before.text).not.toContain(after);
  });

  it('a note, a new paragraph and a lost one', async () => {
    const note = await loadAround(DREDGING, 13);
    expect([note.before.text, note.after.text].map((text) => text.includes('Correction: An earlier'))).toEqual([
      false,
      true,
    ]);
    const added = await loadAround('/2026/03/14/court-frees-editor-of-northern-voice-a76311', 54);
    expect([added.before.text, added.after.text].map((text) => text.includes('publish all its salaries'))).toEqual([
      false,
      true,
    ]);
    const deleted = await loadAround('/ledger/2026/03/lifeboat-called-out-twice/', 56);
    expect([deleted.before.text, deleted.after.text].map((text) => text.includes('The mast of the yacht'))).toEqual([
      true,
      false,
    ]);
  });

  it('a paragraph that moved', async () => {
    const { before, after } = await loadAround('/bote/lokales/hochwasser-pegel-steigt-langsamer-4716.html', 10);
    const isFirst = (text: string): boolean =>
      text.indexOf('Der Deichverband') < text.indexOf('Das Hochwasser im Elbtal');
    expect([isFirst(before.text), isFirst(after.text)]).toEqual([false, true]);
  });
});

describe('every answer of the short script comes and goes at its minutes', () => {
  type Around = { what: string; path: string; minute: number; before: number; after: number };
  const turns: Around[] = [
    { what: 'not there yet', path: STORM, minute: 5, before: 404, after: 200 },
    {
      what: 'withdrawn',
      path: '/2026/03/13/minister-denies-meeting-with-grain-trader-a76305',
      minute: 20,
      before: 200,
      after: 404,
    },
    {
      what: 'for good',
      path: '/2026/03/13/minister-denies-meeting-with-grain-trader-a76305',
      minute: 35,
      before: 404,
      after: 410,
    },
    {
      what: 'withdrawn for a while',
      path: '/ledger/2026/03/bakery-fined-over-light-loaves/',
      minute: 22,
      before: 200,
      after: 404,
    },
    { what: 'back', path: '/ledger/2026/03/bakery-fined-over-light-loaves/', minute: 37, before: 404, after: 200 },
    { what: 'back with other words', path: WIND_FARM, minute: 44, before: 404, after: 200 },
    {
      what: 'throttled',
      path: '/2026/03/09/night-trains-return-to-the-coast-a76303',
      minute: 28,
      before: 200,
      after: 429,
    },
    {
      what: 'no longer throttled',
      path: '/2026/03/09/night-trains-return-to-the-coast-a76303',
      minute: 34,
      before: 429,
      after: 200,
    },
    { what: 'broken', path: '/ledger/2026/03/library-to-open-on-sundays/', minute: 29, before: 200, after: 500 },
    { what: 'mended', path: '/ledger/2026/03/library-to-open-on-sundays/', minute: 37, before: 500, after: 200 },
    {
      what: 'to the front page',
      path: '/2026/02/26/central-bank-holds-rate-at-six-percent-a76302',
      minute: 40,
      before: 200,
      after: 301,
    },
    {
      what: 'to a section',
      path: '/ledger/2026/03/new-owners-for-the-rope-works/',
      minute: 72,
      before: 200,
      after: 301,
    },
    { what: 'refused', path: '/ledger/2026/03/herring-festival-moves-to-june/', minute: 75, before: 200, after: 403 },
    { what: 'let in', path: '/ledger/2026/03/herring-festival-moves-to-june/', minute: 80, before: 403, after: 200 },
  ];
  it.each(turns)('$what at minute $minute', async ({ path, minute, before, after }) => {
    const loads = await loadAround(path, minute);
    expect([loads.before.status, loads.after.status]).toEqual([before, after]);
  });

  it('says where it redirects, and how long to wait', async () => {
    paper.goTo(41);
    expect((await paper.load('/2026/02/26/central-bank-holds-rate-at-six-percent-a76302')).location).toBe('/');
    paper.goTo(73);
    expect((await paper.load('/ledger/2026/03/new-owners-for-the-rope-works/')).location).toBe(
      '/ledger/category/harbour/',
    );
    paper.goTo(29);
    const throttled = await paper.load('/2026/03/09/night-trains-return-to-the-coast-a76303');
    expect(throttled.headers.get('retry-after')).toBe('1');
  });

  it('keeps the id when a slug changes, and redirects from the old one', async () => {
    const { before, after } = await loadAround('/2026/03/13/parlament-passes-water-bill-a76306', 15);
    expect([before.status, after.status, after.location]).toEqual([
      200,
      301,
      '/2026/03/13/parliament-passes-water-bill-a76306',
    ]);
    expect((await paper.load(after.location ?? '')).status).toBe(200);
    const both = await loadAround('/wire/story/25/puente-de-almiran', 17);
    expect(both.after.location).toBe('/wire/story/25/almiran-abre-su-puente');
    expect((await paper.load(both.after.location ?? '')).text).toContain('<h1>Almirán abre al fin');
  });

  it('shows two paragraphs behind a paywall, and says so in the metadata', async () => {
    const path = '/2026/03/11/inside-the-tender-for-velgrads-trams-a76304';
    const { before, after } = await loadAround(path, 26);
    expect(before.text).not.toContain('isAccessibleForFree');
    expect(after.text).toContain('"isAccessibleForFree":false');
    expect(after.text).toContain('The tender was written twice.');
    expect(after.text).not.toContain('Nobody at City Hall would say');
    const lifted = await loadAround(path, 46);
    expect(lifted.after.text).toContain('Nobody at City Hall would say');
  });

  it('puts a consent page in the place of an article, and of a whole paper', async () => {
    const one = await loadAround('/bote/politik/landrat-will-klinik-behalten-4713.html', 36);
    expect([one.before.text.includes('artikel-titel'), one.after.text.includes('consent-wall')]).toEqual([true, true]);
    expect([one.after.status, one.after.text.includes('Holtkamp')]).toEqual([200, false]);
    for (const path of [MAYOR, DREDGING]) {
      const all = await loadAround(path, 66);
      expect([all.before.text.includes('consent-wall'), all.after.text.includes('consent-wall')]).toEqual([
        false,
        true,
      ]);
      expect((await loadAround(path, 70)).after.text).not.toContain('consent-wall');
    }
  });

  it('sends windows-1251 under a header that says UTF-8', async () => {
    paper.goTo(35);
    const response = await fetch(`${paper.newspaper.origin}/wire/story/23/v-zareche-otkryli-muzey-kart`);
    const bytes = await response.arrayBuffer();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    const html = new TextDecoder('windows-1251').decode(bytes);
    expect(html).toContain('<meta charset="windows-1251">');
    expect(html).toContain('В Заречье открыли музей старых карт');
  });
});

describe('feeds have their troubles', () => {
  it('breaks off, is empty, fails, and is whole again', async () => {
    paper.goTo(20);
    const broken = await paper.load('/wire/feed.json');
    expect(() => JSON.parse(broken.text)).toThrow();
    paper.goTo(26);
    expect(JSON.parse((await paper.load('/wire/feed.json')).text).items).toHaveLength(7);
    const empty = await loadAround('/rss/news', 45);
    expect([empty.before.text.split('<item>').length, empty.after.text.split('<item>').length]).toEqual([9, 1]);
    const failing = await loadAround('/ledger/feed/atom/', 47);
    expect([failing.before.status, failing.after.status]).toEqual([200, 500]);
    expect((await loadAround('/ledger/feed/atom/', 52)).after.status).toBe(200);
  });

  it('lists the latest only, a story under a closed address among them', async () => {
    paper.goTo(0);
    const feed = (await paper.load('/rss/news')).text;
    expect(feed).toContain('/preview/2026/03/14/budget-speech-draft-a76399</link>');
    expect(feed).not.toContain('a76301<');
    const pages = await Promise.all(
      ['/', '/news', '/business', '/sitemap/2026-03.xml'].map((path) => paper.load(path)),
    );
    expect(pages.map((page) => page.text.includes('a76399'))).toEqual([false, false, false, false]);
    expect((await paper.load('/robots.txt')).text).toContain('Disallow: /preview/');
  });
});
