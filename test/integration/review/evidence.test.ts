import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSides } from '../../../src/review/routes/load-side.ts';
import { loadChange } from '../../../storage/changes.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let article = '';
let change = '';

const ONE = makeRecord('Mayor resigns', ['The mayor said 12 people left.', 'Same.', 'Goes away in the end.']);
const TWO = makeRecord('Mayor “resigns”', ['The mayor said 21 people left.', 'Same.', 'A <b>new</b> end.']);

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  article = await addStory(database.db, 'gazette');
  await visitStory(database.db, article, ONE, null, new Date('2026-03-01T08:00:00Z'));
  const second = await visitStory(database.db, article, TWO, ONE, new Date('2026-03-01T09:00:00Z'));
  change = second.changeId ?? '';
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));

describe('the evidence of a change', () => {
  it('is one file with both captures, their records and the digests to check them by', async () => {
    const answer = await ui.app.request(`/changes/${change}/evidence.zip`);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="stet-change-${change}.zip"`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files).toSorted()).toEqual([
      'README.txt',
      'SHA256SUMS',
      ...['after', 'before'].flatMap((side) =>
        ['capture.json', 'page.html', 'version.json', 'version.md'].map((name) => `${side}/${name}`),
      ),
      'change.json',
      'change.md',
    ]);
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    for (const line of text('SHA256SUMS').trimEnd().split('\n')) {
      const [sum = '', name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
        name,
      ).toBe(sum);
    }
    expect(JSON.parse(text('before/capture.json'))).toMatchObject({
      fetchedAt: '2026-03-01T08:00:00.000Z',
      status: 200,
    });
    const before = (await loadSides(database.db, article, [1])).get(1);
    expect(
      createHash('sha256')
        .update(files['before/page.html'] ?? '')
        .digest('hex'),
    ).toBe(before?.sha256);
    expect(JSON.parse(text('after/version.json'))).toMatchObject({ number: 2, headline: 'Mayor “resigns”' });
    expect(JSON.parse(text('change.json'))).toMatchObject({ id: change, from: 1, to: 2 });
    expect(text('change.md')).toContain('~~12~~**21**');
    expect(text('README.txt')).toContain(`http://localhost/changes/${change}`);
  });

  it('says of whose page it is in one line that commands no terminal', async () => {
    const story = await addStory(database.db, 'gazette');
    const record = (words: string) => makeRecord('Mayor \u001b[2J\u202egnp', [words]);
    await visitStory(database.db, story, record('One.'), null, NOW);
    const { changeId } = await visitStory(database.db, story, record('Two.'), record('One.'), NOW);
    const answer = await ui.app.request(`/changes/${changeId}/evidence.zip`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const [first] = strFromU8(files['README.txt'] ?? new Uint8Array()).split('\n');
    expect(first).toBe('Evidence of a change in: Mayor [2J gnp');
  });

  it('is not to be had of a change that there is none of', async () => {
    expect((await get('/changes/aaaaaaaaaaaaaaaa/evidence.zip')).status).toBe(404);
  });

  it('is cited on the page of the change, and of a version', async () => {
    const { text } = await get(`/changes/${change}`);
    expect(text).toContain('The Gazette, “Mayor “resigns””, https://gazette.example/story-');
    expect(text).toContain(`Compared by stet: http://localhost/changes/${change}`);
    expect(text).toContain(`href="/changes/${change}/evidence.zip"`);
    expect((await get(`/articles/${article}/versions/1`)).text).toContain(
      `Kept by stet: http://localhost/articles/${article}/versions/1`,
    );
  });
});

describe('a comparison side by side', () => {
  it('shows on each side the words of that side, and none of the other', async () => {
    const stored = await loadChange(database.db, change);
    for (const path of [`/changes/${change}?view=sides`, `/articles/${article}/compare?from=1&to=2&view=sides`]) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      const sides = [...text.matchAll(/<div class="side">(.*?)<\/div>/gs)].map(([, side = '']) => side);
      const told = (side: string) =>
        side
          .replace(/<p class="slug".*?<\/p>/s, '')
          .replace(/<(?!\/?(?:del|ins))[^>]*>/g, '')
          .trim();
      expect(sides.map(told)).toEqual(
        expect.arrayContaining([
          'The mayor said <del>12</del> people left.',
          'The mayor said <ins>21</ins> people left.',
          'Same.',
        ]),
      );
      expect(text).not.toContain('<b>new</b>');
      expect(text).toMatch(/aria-current="true">Side by side/);
    }
    expect(stored?.kinds).toContain('figure');
    expect((await get(`/changes/${change}`)).text).toMatch(/aria-current="true">In one text/);
  });
});

describe('the stored page', () => {
  it('is shown in a frame that lets it do nothing, and is powerless alone as well', async () => {
    const { text } = await get(`/articles/${article}/versions/1/stored`);
    expect(text).toContain(`<iframe class="stored" sandbox="" src="/articles/${article}/versions/1/stored/page"`);
    const { status, headers, text: page } = await get(`/articles/${article}/versions/1/stored/page`);
    expect(status).toBe(200);
    expect(page).toBe('<title>Mayor resigns</title><script>alert(1)</script>');
    expect(headers.get('content-type')).toBe('text/html');
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; .*frame-ancestors 'self'$/);
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not to be had of a version that there is none of', async () => {
    expect((await get(`/articles/${article}/versions/9/stored`)).status).toBe(404);
    expect((await get(`/articles/${article}/versions/9/stored/page`)).status).toBe(404);
  });
});
