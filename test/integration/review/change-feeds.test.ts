import { load } from 'cheerio/slim';
import { parseFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const SOURCES = [makeSource('gazette', 'The Gazette & Sons'), makeSource('bote', 'Der Bote')];
const HOSTILE = '=cmd|A1 <script>alert(1)</script> "x" & \u0001\u000b\ufffe <img src=x onerror=alert(1)>';
/** The text with its byte order mark, which `Response.text` takes away. */
async function getBytes(path: string): Promise<{ text: string; headers: Headers }> {
  const answer = await ui.app.request(path);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  return { text, headers: answer.headers };
}

const FORMATS = ['atom', 'rss', 'json'] as const;

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let changeId = '';
const get = (path: string) => read(ui.app.request(path));

async function edit(sourceId: string, headline: string, from: string, to: string, at: Date): Promise<string> {
  const id = await addStory(database.db, sourceId);
  const before = makeRecord(headline, [from]);
  await visitStory(database.db, id, before, null, new Date(at.getTime() - 3_600_000));
  return (await visitStory(database.db, id, makeRecord(headline, [to]), before, at)).changeId ?? '';
}

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, SOURCES);
  changeId = await edit('gazette', HOSTILE, `The mayor said 12 ${HOSTILE}.`, `The mayor said 21 ${HOSTILE}.`, NOW);
  await edit('bote', 'Der Rat tagt', 'Es kamen 3 Leute.', 'Es kamen 8 Leute.', new Date(NOW.getTime() - 60_000));
});
afterAll(() => database.drop());

describe('a feed of changes', () => {
  it.each(FORMATS)(
    'as %s is a feed that others read, newest first, with the ids, links and words of changes',
    async (format) => {
      const { status, text, headers } = await get(`/feeds/changes.${format}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toMatch(/^application\/(atom\+xml|rss\+xml|feed\+json); charset=utf-8$/);
      const read = parseFeed(text);
      expect(read.format).toBe(format);
      const items = listItems(read.feed);
      expect(items).toHaveLength(2);
      expect(items[0]?.title).toContain('<script>alert(1)</script>');
      expect(items[0]?.url).toBe(`http://localhost/changes/${changeId}`);
      expect(items[1]?.title).toBe('Der Rat tagt — first paragraph, figure, silent');
      for (const { id } of items)
        expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const $ = load(items[0]?.html ?? '');
      expect($('del').text()).toBe('12');
      expect($('ins').text()).toBe('21');
      expect($('script, img, [onerror]')).toHaveLength(0);
    },
  );

  it.each(['atom', 'rss'])('as %s has no character that XML does not allow', async (format) => {
    const { text } = await get(`/feeds/changes.${format}`);
    for (const forbidden of ['\u0001', '\u000b', '\ufffe']) expect(text).not.toContain(forbidden);
  });

  it('says what RFC 4287 demands of a feed and of each entry', async () => {
    const $ = load((await get('/feeds/changes.atom?source=bote')).text, { xmlMode: true });
    const children = (of: string) => (name: string) => $(of).children(name);
    for (const name of ['id', 'title', 'updated']) {
      expect(children('feed')(name), name).toHaveLength(1);
      expect(children('entry')(name), name).toHaveLength(1);
    }
    expect($('entry > author > name').text()).toBe('Der Bote');
    expect($('feed > link[rel=self]').attr('href')).toBe('http://localhost/feeds/changes.atom?source=bote');
    expect($('feed > link[rel=alternate]').attr('href')).toBe('http://localhost/?source=bote');
    expect($('entry > updated').text()).toBe('2026-03-01T11:59:00.000Z');
    expect($('entry > category[term=figure]').attr('label')).toBe('figure');
  });

  it.each(['atom', 'rss'])('as %s has no white space about its titles and addresses', async (format) => {
    const { text } = await get(`/feeds/changes.${format}?source=gazette&noise=1`);
    expect(text).not.toContain('CDATA');
    const $ = load(text, { xmlMode: true });
    for (const element of $('title, link, name, description, summary').get()) {
      expect($(element).text()).toBe($(element).text().trim());
    }
    if (format === 'rss') expect($('channel > link').text()).toBe('http://localhost/?source=gazette&noise=1');
    expect($('title').first().text()).toContain('The Gazette & Sons');
  });

  it('takes the filters of the list, and refuses others with a sentence', async () => {
    expect(listItems(parseFeed((await get('/feeds/changes.rss?kind=figure&source=bote')).text).feed)).toHaveLength(1);
    expect(listItems(parseFeed((await get('/feeds/changes.json?kind=headline')).text).feed)).toHaveLength(0);
    expect(await get('/feeds/changes.atom?kind=unheard')).toMatchObject({
      status: 400,
      text: expect.stringContaining('Kind: “unheard” is not in the list'),
    });
  });

  it('is not sent again while nothing is new', async () => {
    const { headers } = await get('/feeds/changes.atom');
    const again = await ui.app.request('/feeds/changes.atom', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('holds the change as programs get it, where the format has room for it', async () => {
    const { items } = JSON.parse((await get('/feeds/changes.json')).text) as { items: { _stet: { id: string } }[] };
    expect(items[0]?._stet).toMatchObject({ id: changeId, kinds: expect.arrayContaining(['figure']), silent: true });
  });

  it('is linked from the list, with its filters, for people and for readers of feeds', async () => {
    const $ = load((await get('/?source=bote&page=1')).text);
    expect($('link[rel=alternate][type="application/atom+xml"]').attr('href')).toBe('/feeds/changes.atom?source=bote');
    expect(
      $('.as-feed a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([...FORMATS.map((format) => `/feeds/changes.${format}?source=bote`), '/changes.csv?source=bote']);
  });

  it('opens with its key where a token is asked for, and the key opens nothing else', async () => {
    const locked = await openUi(database.db, SOURCES, { token: 'a token of twenty letters' });
    const bearer = { headers: { authorization: 'Bearer a token of twenty letters' } };
    const home = load(await (await locked.app.request('/', bearer)).text());
    const address = home('.as-feed a').first().attr('href') ?? '';
    expect((await locked.app.request(address)).status).toBe(200);
    const { searchParams } = new URL(address, 'http://localhost');
    const key = searchParams.get('key');
    expect((await locked.app.request('/feeds/changes.atom?key=wrong')).status).toBe(401);
    for (const path of ['/', '/changes.csv', `/changes/${changeId}`]) {
      expect((await locked.app.request(`${path}?key=${key}`)).status, path).toBe(401);
    }
    expect(await (await locked.app.request(address)).text()).toContain('<id>urn:uuid:');
  });
});

describe('the list as CSV', () => {
  it('has a line a change, and no cell that a spreadsheet would calculate', async () => {
    await saveAnnotation(database.db, { changeId, verdict: 'flagged', note: '+1+1' }, NOW);
    const { text, headers } = await getBytes('/changes.csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="changes.csv"');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      '\ufeffchange,detectedAt,source,article,url,headline,from,to,kinds,importance,silent,noise,verdict,note,reasons,removed,added',
    );
    expect(lines).toHaveLength(4); // the last line ends too
    expect(lines[1]).toContain(`"'=cmd|A1 <script>`);
    expect(lines[1]).toContain(",flagged,'+1+1,");
    expect(lines[2]).toMatch(/,3,8$/);
    expect((await get('/changes.csv?source=bote')).text.split('\r\n')).toHaveLength(3);
    expect((await get('/changes.csv?page=none')).status).toBe(400);
  });
});

type Entry = Record<'id' | 'title' | 'url' | 'html', string | undefined>;

/** The entries of any feed, by the names that this file uses. */
function listItems(feed: object): Entry[] {
  const { entries, items } = feed as { entries?: Loose[]; items?: Loose[] };
  return (entries ?? items ?? []).map((item) => ({
    id: item.guid?.value ?? item.id,
    title: typeof item.title === 'object' ? item.title.value : item.title,
    url: item.url ?? item.link ?? item.links?.find(({ rel }) => rel === 'alternate')?.href,
    html: item.content_html ?? item.description ?? item.content?.value,
  }));
}

type Loose = {
  id?: string;
  guid?: { value?: string };
  title?: string | { value?: string };
  url?: string;
  link?: string;
  links?: { rel?: string; href?: string }[];
  content_html?: string;
  description?: string;
  content?: { value?: string };
};
