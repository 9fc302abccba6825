import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitStory } from './open-paper.ts';
import { addPerson, bearerOf } from './open-visitors.ts';

const PAGE = '<title>The Harbour</title><script>alert(1)</script>';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let headers: Record<string, string>;
let article: string;
let change: string;

const ask = (path: string, more: Record<string, string> = {}) =>
  ui.app.request(path, { headers: { ...headers, ...more } });

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  article = await addStory(database.db, 'gazette');
  const before = makeRecord('The Harbour', ['There were <b>10</b> people.']);
  await visitStory(database.db, article, before, null, new Date(NOW.getTime() - 60_000), PAGE);
  const after = makeRecord('The Harbour', ['There were <b>50</b> people.']);
  change = (await visitStory(database.db, article, after, before, NOW, PAGE)).changeId ?? '';
  await addPerson(database.db, 'anna', 'read');
  headers = await bearerOf(database.db, 'read');
});
afterAll(() => database.drop());

describe('the files of the API', () => {
  it.each([
    ['version.md', '2.md', 'text/markdown'],
    ['version.txt', '2.txt', 'text/plain'],
    ['page.html', '2.html', 'text/html'],
  ])('gives a version as %s, the same as its page does', async (name, shown, type) => {
    const answer = await ask(`/api/v1/articles/${article}/versions/2/${name}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(new RegExp(`^${type}`));
    expect(await answer.text()).toBe(await (await ask(`/articles/${article}/versions/${shown}`)).text());
  });

  it("gives the newspaper's bytes as a download that can do nothing", async () => {
    const answer = await ask(`/api/v1/articles/${article}/versions/1/page.html`);
    expect(await answer.text()).toBe(PAGE);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="stet-${article}-1.html"`);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });

  it('gives the evidence of a change, byte for byte that of its page', async () => {
    const answer = await ask(`/api/v1/changes/${change}/evidence.zip`);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const zip = new Uint8Array(await answer.arrayBuffer());
    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining(['SHA256SUMS', 'before/page.html', 'change.md']),
    );
    expect(zip).toEqual(new Uint8Array(await (await ask(`/changes/${change}/evidence.zip`)).arrayBuffer()));
  });

  it('gives the picture of a change', async () => {
    const answer = await ask(`/api/v1/changes/${change}/image.png`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await answer.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'));
  });

  it('gives a change as Markdown and as HTML, escaped', async () => {
    expect(await (await ask(`/api/v1/changes/${change}/change.md`)).text()).toContain('50');
    const html = await (await ask(`/api/v1/changes/${change}/change.html`)).text();
    expect(html).toContain('<article class="change');
    expect(html).not.toContain('<b>');
  });

  it('has an ETag for each, and sends nothing again that is as before', async () => {
    const path = `/api/v1/changes/${change}/evidence.zip`;
    const tag = (await ask(path)).headers.get('etag') ?? '';
    expect((await ask(path, { 'if-none-match': tag })).status).toBe(304);
  });

  it.each([
    ['/changes/nosuch/evidence.zip', 404],
    ['/changes/not%20an%20id/image.png', 400],
    ['/articles/nosuch/versions/1/page.html', 404],
  ])('says of %s what is wrong, as a problem', async (path, status) => {
    const answer = await ask(`/api/v1${path}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('says that there is no likeness where none was taken', async () => {
    for (const name of ['screenshot.webp', 'page.pdf']) {
      const answer = await ask(`/api/v1/articles/${article}/versions/1/${name}`);
      expect(await answer.json()).toMatchObject({ status: 404, detail: 'That is not stored of this version.' });
    }
  });

  it('gives the lists as CSV, with their filters, the same as their pages do', async () => {
    for (const path of ['/changes.csv?kind=figure', '/numbers/days.csv', '/numbers/sources.csv?source=gazette']) {
      const answer = await ask(`/api/v1${path}`);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(await answer.text(), path).toBe(await (await ask(path)).text());
    }
    expect(await (await ask('/api/v1/changes.csv?kind=figure')).text()).toContain(change);
    expect((await ask('/api/v1/changes.csv?kind=unheard')).status).toBe(400);
    expect((await ask('/api/v1/numbers/days.csv?since=never')).status).toBe(400);
  });

  it('shows nothing to who shows nothing', async () => {
    expect((await ui.app.request(`/api/v1/changes/${change}/evidence.zip`)).status).toBe(401);
  });
});
