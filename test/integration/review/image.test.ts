import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { drawChange } from '../../../src/review/image/draw-change.ts';
import { openPainter } from '../../../src/review/image/open-painter.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitStory } from './open-paper.ts';

const EVIL = '</text><script>alert(1)</script><image href="http://127.0.0.1:9/x"/>&#x3c;\u202e"onload="x';
let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let changeId = '';

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', EVIL)]);
  const withDigests = (record: Article): Article => ({ ...record, ...digestArticle(record) });
  const id = await addStory(database.db, 'gazette');
  const before = withDigests(makeRecord(EVIL, [`There were 12 people. ${EVIL}`]));
  await visitStory(database.db, id, before, null, NOW);
  const after = withDigests(makeRecord(EVIL, [`There were 21 people. ${EVIL}`]));
  changeId = (await visitStory(database.db, id, after, before, NOW)).changeId ?? '';
});
afterAll(() => database.drop());

describe('the picture of a change', () => {
  it('is a PNG of the size that previews have, and says when it is the same', async () => {
    const answer = await ui.app.request(`/changes/${changeId}/image.png`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const png = Buffer.from(await answer.arrayBuffer());
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 630]);
    const again = { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } };
    expect((await ui.app.request(`/changes/${changeId}/image.png`, again)).status).toBe(304);
    expect((await ui.app.request('/changes/aaaa/image.png')).status).toBe(404);
  });

  it('is told in words on the page of the change, and to whoever previews it', async () => {
    const page = load(await (await ui.app.request(`/changes/${changeId}`)).text());
    const words = page('meta[name=description]').attr('content') ?? '';
    expect(words).toContain('Before: “There were 12 people.');
    expect(words).toContain('After: “There were 21 people.');
    expect(page('main').text()).toContain(words);
    expect(page('main script, main image')).toHaveLength(0);
    expect(page('meta[property="og:image"]'), 'nobody outside reaches this server').toHaveLength(0);
  });
});

const words = (text: string) => [{ op: 'added' as const, text }];
const draw = (text: string) =>
  drawChange({ source: text, time: '', headline: text, kinds: text, before: [], after: words(text) });

describe('what a newspaper wrote', () => {
  it('is text in the picture, and nothing else', () => {
    const svg = load(draw(EVIL), { xml: true });
    expect(
      svg('*')
        .toArray()
        .every((each) => 'name' in each && ['svg', 'rect', 'text', 'tspan'].includes(each.name)),
    ).toBe(true);
    expect(svg('[href], [onload]')).toHaveLength(0);
    expect(svg('text').text()).toContain('<script>');
  });

  it('is cut between words where it is long', () => {
    const svg = load(draw('several words '.repeat(100)), { xml: true });
    expect(svg('text').text()).toMatch(/(?:several|words)…/);
    expect(svg('text').length).toBeLessThan(14);
  });

  it.each([
    ['Łódź Tiếng Việt Київ Ελληνικά Հայերեն ქართული', false, 'start'],
    ['الرئيس المصري يعلن 12 خطة', false, 'end'],
    ['ראש הממשלה אמר 12', false, 'end'],
    ['東京都知事は計画を否定した', false, 'start'],
    ['国家主席发表讲话 12', false, 'start'],
    ['대통령은 부인했다', false, 'start'],
    ['हिन्दी में समाचार', true, 'start'],
    ['news 😀', true, 'start'],
    ['café 東京', true, 'start'],
  ])('is drawn from its own side, and says so where it cannot be: %s', (text, isMissing, anchor) => {
    const svg = load(draw(text), { xml: true });
    expect(svg('text').text().includes('[…]')).toBe(isMissing);
    expect(svg('text').eq(2).attr('text-anchor')).toBe(anchor);
  });

  it('has no letter that comes out as an empty box', async () => {
    const painter = openPainter();
    // A box is what the font draws for a character that it has not: the picture of one is that of any other.
    const picture = async (text: string) =>
      Buffer.from(
        await painter.paint(
          `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" font-family="DejaVu Sans"><text x="5" y="40" font-size="30">${text}</text></svg>`,
        ),
      ).toString('base64');
    const box = await picture('\u{10fffd}');
    for (const text of [
      'Ł',
      'ế',
      'Ж',
      'ї',
      'Ω',
      'ع',
      'ש',
      'Հ',
      'ქ',
      '東',
      '国',
      'に',
      'カ',
      '한',
      '€',
      '“',
      '½',
      '→',
    ]) {
      expect(await picture(text), text).not.toBe(box);
    }
  });
});
