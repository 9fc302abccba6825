import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { changeJson } from '../../../src/review/json-shapes.ts';
import { listAnnotations } from '../../../storage/annotations.ts';
import { loadChange } from '../../../storage/changes.ts';
import { saveDerivation } from '../../../storage/derivations.ts';
import { makeRecord, UNWATCHED } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitInVain, visitStory } from './open-paper.ts';

const FILLER = Array.from(
  { length: 8 },
  (_, index) => `Unchanged paragraph ${index + 1} of the report about the harbour.`,
);
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let article = '';
let changes: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  article = await addStory(database.db, 'gazette');
  const link = { start: 4, end: 10, kind: 'link' as const };
  const linked = (href: string): Article['body'][number] => ({
    type: 'paragraph',
    text: 'The report is public.',
    spans: [{ ...link, href }],
  });
  const one = makeRecord('Mayor resigns', [
    'The mayor said 12 people left the council.',
    ...FILLER,
    'The end of the report stands here.',
  ]);
  one.body.push(linked('https://reports.example/one'));
  const two = makeRecord('Mayor “resigns”', ['The mayor claimed 21 people left the council.', ...FILLER]);
  two.body.push({ type: 'paragraph', text: 'An entirely new paragraph about trams.', spans: [] });
  two.body.push(linked('https://reports.example/two'));
  const three = {
    ...two,
    dek: 'A dek was added',
    body: [...two.body.slice(1, 9), ...two.body.slice(0, 1), ...two.body.slice(9)],
  };
  await visitStory(database.db, article, one, null, new Date('2026-03-01T08:00:00Z'));
  const second = await visitStory(database.db, article, two, one, new Date('2026-03-01T09:00:00Z'));
  await visitInVain(
    database.db,
    article,
    'failed',
    'The server did not answer within 30 s.',
    new Date('2026-03-01T09:30:00Z'),
  );
  const third = await visitStory(database.db, article, three, two, new Date('2026-03-01T10:00:00Z'));
  changes = [second.changeId ?? '', third.changeId ?? ''];
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));
const post = (path: string, body: string, headers: Record<string, string> = FORM) =>
  read(ui.app.request(path, { method: 'POST', body, headers }));

describe('a change', () => {
  it('shows the words that differ, in fields and in the text', async () => {
    const { status, text } = await get(`/changes/${changes[0]}`);
    expect(status).toBe(200);
    expect(text).toContain('Version 1 → 2');
    expect(text).toMatch(/<dt>Headline<\/dt>\s*<dd[^>]*>.*<ins>/);
    expect(text).toMatch(/<del>said<\/del>\s*<ins>claimed<\/ins>|<del>said 12<\/del>\s*<ins>claimed 21<\/ins>/);
    expect(text).toContain('An entirely new paragraph about trams.');
    expect(text).toMatch(/<del class="whole">\s*<p dir="auto">The end of the report stands here\.<\/p>/);
  });

  it('shows where a link led before and after, under the same words', async () => {
    const { text } = await get(`/changes/${changes[0]}`);
    expect(text).toMatch(
      /Link before<\/span> <span dir="auto">report<\/span> <del><a[^>]*href="https:\/\/reports\.example\/one"/,
    );
    expect(text).toMatch(
      /Link after<\/span> <span dir="auto">report<\/span> <ins><a[^>]*href="https:\/\/reports\.example\/two"/,
    );
  });

  it('folds what stayed, and loses none of it', async () => {
    const { text } = await get(`/changes/${changes[0]}`);
    expect(text).toContain('6 unchanged blocks</summary>');
    for (const filler of FILLER) expect(text).toContain(filler);
  });

  it('says where a moved block stood', async () => {
    const { text } = await get(`/changes/${changes[1]}`);
    expect(text).toMatch(/Moved (here from what was|from here to what is) ¶ \d/);
    expect(text).toContain('<dt>Dek</dt>');
    const sides = (await get(`/changes/${changes[1]}?view=sides`)).text;
    expect(sides).toMatch(/class="pair line-moved-away" [\s\S]{0,400}<div class="ghost">/);
    expect(sides).toMatch(/class="pair line-moved" [\s\S]{0,400}<p class="none">–<\/p>/);
    expect(text).toContain('<ins>A dek was added</ins>');
  });

  it.each(['', '?view=sides'])('links the two places of a moved block to each other: "%s"', async (view) => {
    const { text } = await get(`/changes/${changes[1]}${view}`);
    const links = [...text.matchAll(/href="#((?:left|came)-[^"]+)"/g)].map(([, id]) => id ?? '');
    expect(new Set(links).size).toBeGreaterThanOrEqual(2);
    for (const id of links) expect(text.split(` id="${id}"`)).toHaveLength(2);
  });

  it('gives its reasons, and what proves both sides', async () => {
    const { text } = await get(`/changes/${changes[0]}`);
    const change = await loadChange(database.db, changes[0] ?? '');
    expect(change?.reasons.length).toBeGreaterThan(0);
    expect(text).toContain('figure');
    expect(text).toContain('datetime="2026-03-01T08:00:00.000Z"');
    expect(text).toContain('datetime="2026-03-01T09:00:00.000Z"');
    expect(text.match(/<code>sha256:[0-9a-f]{64}<\/code>/g)).toHaveLength(2);
    expect(text.match(/<code>[0-9a-f]{64}<\/code>/g)).toHaveLength(2);
    expect(text.match(/<td>(?:first version|changed) \(HTTP 200\)<\/td>/g)).toHaveLength(2);
  });

  it('says of each edit whether the page tells of it', async () => {
    expect((await get(`/changes/${changes[0]}`)).text).toContain('Silent: the meaning changed');
    const before = { ...makeRecord('Tram', ['It carried 12 people.', 'See the plan.']), section: 'Town' };
    const updated = { ...makeRecord('Tram', ['It carried 21 people.', 'See the plan.']), section: 'Town' };
    const edits: [Article, string][] = [
      [{ ...updated, notes: [{ kind: 'correction', text: 'It was 21.' }] }, 'the page itself says that it was edited'],
      [{ ...updated, dek: 'Updated today' }, 'the page says “updated”'],
      [{ ...updated, modifiedAt: '2026-03-01T08:30:00Z' }, 'Declared by the clock alone'],
      [{ ...before, section: 'Country' }, 'Not declared: nothing on the page tells'],
    ];
    for (const [after, told] of edits) {
      const story = await addStory(database.db, 'gazette');
      await visitStory(database.db, story, before, null, new Date('2026-03-01T08:00:00Z'));
      const { changeId } = await visitStory(database.db, story, after, before, new Date('2026-03-01T09:00:00Z'));
      expect((await get(`/changes/${changeId}`)).text).toContain(told);
    }
  });

  it('leads to the change before and after', async () => {
    expect((await get(`/changes/${changes[0]}`)).text).toContain(`rel="next" href="/changes/${changes[1]}"`);
    expect((await get(`/changes/${changes[0]}`)).text).not.toContain('rel="prev"');
    expect((await get(`/changes/${changes[1]}`)).text).toContain(`rel="prev" href="/changes/${changes[0]}"`);
  });

  it('is found by the first letters of its id, where they name only one', async () => {
    const [id = '', other = ''] = changes;
    let length = 0;
    while (id.startsWith(other.slice(0, length))) length += 1;
    const answer = await get(`/changes/${other.slice(0, length)}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/changes/${other}`);
    const story = await get(`/articles/${article.slice(0, 12)}?captures=all`);
    expect(story.status).toBe(302);
    expect(story.headers.get('location')).toBe(`/articles/${article}?captures=all`);
  });

  it('is not guessed at where several ids begin with the letters that are given', async () => {
    const letters = new Set<string>();
    let twice = '';
    while (twice === '') {
      const letter = (await addStory(database.db, 'gazette')).slice(0, 1);
      if (letters.has(letter)) twice = letter;
      letters.add(letter);
    }
    const { status, text } = await get(`/articles/${twice}`);
    expect(status).toBe(404);
    expect(text).toContain('More than one id begins with these letters');
  });

  it('is there as JSON', async () => {
    const change = await loadChange(database.db, changes[0] ?? '');
    const expected = change === null ? null : JSON.parse(JSON.stringify(changeJson(change)));
    expect(JSON.parse((await get(`/changes/${changes[0]}.json`)).text)).toEqual(expected);
  });

  it.each(['/changes/abc', '/changes/abc.json', '/changes/%00', '/changes/', "/changes/a'b"])(
    '%s is not there',
    async (path) => {
      const { status, text } = await get(path);
      expect(status).toBe(404);
      expect(text).toContain('Not found');
    },
  );
});

describe('a verdict', () => {
  it('is kept with its note; the newest counts, and all are shown', async () => {
    const path = `/changes/${changes[1]}`;
    const answer = await post(`${path}/verdict`, 'verdict=noise&note=');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${path}#verdict`);
    expect((await get(path)).text).toContain('<strong class="verdict verdict-noise">noise</strong>');
    await post(
      `${path}/verdict`,
      new URLSearchParams({ verdict: 'flagged', note: ' See the <b>dek</b>\u0000 ' }).toString(),
    );
    const { text } = await get(path);
    expect(text).toContain('<strong class="verdict verdict-flagged">flagged</strong>');
    expect(text).toContain('<q dir="auto">See the &lt;b&gt;dek&lt;/b&gt;</q>');
    await post(`${path}/verdict`, 'verdict=note');
    const takenBack = (await get(path)).text;
    expect(takenBack).toContain('<strong class="verdict verdict-new">no verdict yet</strong>');
    expect(takenBack).toContain('<span class="verdict verdict-note">taken back</span>');
    expect(takenBack).not.toContain('noted, no verdict');
    const kept = await listAnnotations(database.db, changes[1] ?? '');
    expect(kept.map(({ verdict, note }) => [verdict, note])).toEqual([
      ['note', null],
      ['flagged', 'See the <b>dek</b>'],
      ['noise', null],
    ]);
    expect(kept[0]?.created_at).toEqual(NOW);
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from another origin of the same site', { 'sec-fetch-site': 'same-site' }],
    ['from nowhere', {}],
    ['from a sandboxed page', { origin: 'null' }],
    ['as plain text', { 'content-type': 'text/plain', origin: 'https://evil.example' }],
  ])('is refused when it comes %s', async (_name, headers) => {
    const before = await listAnnotations(database.db, changes[0] ?? '');
    const merged = { 'content-type': FORM['content-type'], ...headers };
    const { status, text } = await post(`/changes/${changes[0]}/verdict`, 'verdict=noise', merged);
    expect(status).toBe(403);
    expect(text).toContain('not sent from a page of this review UI');
    expect(await listAnnotations(database.db, changes[0] ?? '')).toEqual(before);
  });

  it('is taken from a browser that tells the origin only', async () => {
    const headers = { 'content-type': FORM['content-type'], origin: 'http://localhost' };
    expect((await post(`/changes/${changes[0]}/verdict`, 'verdict=reviewed', headers)).status).toBe(303);
  });

  it.each(['verdict=deleted', '', `verdict=noise&note=${'x'.repeat(2_001)}`])(
    'is refused when it is %j',
    async (body) => {
      expect((await post(`/changes/${changes[0]}/verdict`, body)).status).toBe(400);
    },
  );

  it('is refused when the form is huge, and on a change that is not there', async () => {
    const huge = `verdict=noise&note=${'x'.repeat(70_000)}`;
    const headers = { ...FORM, 'content-length': String(huge.length) };
    expect((await post(`/changes/${changes[0]}/verdict`, huge, headers)).status).toBe(413);
    expect((await post('/changes/abc/verdict', 'verdict=noise')).status).toBe(404);
  });

  it('cannot be given by a link', async () => {
    expect((await get(`/changes/${changes[0]}/verdict?verdict=noise`)).status).toBe(404);
  });
});

describe('any two versions', () => {
  it('can be compared, the earlier with the later whichever is named first', async () => {
    const { status, text } = await get(`/articles/${article}/compare?from=1&to=3`);
    expect(status).toBe(200);
    expect(text).toContain('Version 1 compared with version 3');
    expect(text).toContain('<ins>A dek was added</ins>');
    expect((await get(`/articles/${article}/compare?from=3&to=1`)).text).toBe(text);
  });

  it('are the same when they are one', async () => {
    expect((await get(`/articles/${article}/compare?from=2&to=2`)).text).toContain('Choose two different versions.');
  });

  it('are not compared when different extractors read them', async () => {
    const id = await addStory(database.db, 'gazette');
    const old = makeRecord('As read in the past', ['One.']);
    await visitStory(database.db, id, old, null, NOW);
    const fresh = { ...makeRecord('As read today', ['One.']), extractor: 2 };
    const known = { ...old, extractor: 2 };
    await visitStory(database.db, id, fresh, known, NOW);
    const { status, text } = await get(`/articles/${id}/compare?from=1&to=2`);
    expect(status).toBe(200);
    expect(text).toContain('“stet reextract --source gazette”');
    expect(text).not.toContain('<ins>');
    const by = { ...UNWATCHED.readBy, extractor: 2 };
    await saveDerivation(database.db, { articleId: id, number: 1, by, record: known }, NOW);
    const alike = await get(`/articles/${id}/compare?from=1&to=2`);
    expect(alike.text).toContain('As read <del>in the past</del><ins>today</ins>');
  });

  it('show with their change what was read anew, beside the digest of what was read first', async () => {
    const { db } = database;
    const id = await addStory(db, 'gazette');
    const old = makeRecord('Trams run late', ['One.', '3 people like this.']);
    const anew = { ...makeRecord('Trams run late', ['One.']), extractor: 2 };
    const fresh = { ...makeRecord('Trams run early', ['One.']), extractor: 2 };
    await visitStory(db, id, old, null, NOW);
    const by = { ...UNWATCHED.readBy, extractor: 2 };
    await saveDerivation(db, { articleId: id, number: 1, by, record: anew }, NOW);
    const { changeId } = await visitStory(db, id, fresh, anew, NOW);
    for (const path of [`/articles/${id}/compare?from=1&to=2`, `/changes/${changeId}`]) {
      const { status, text } = await get(path);
      expect(status, path).toBe(200);
      expect(text, path).toContain('<ins>early</ins>');
      expect(text, path).not.toContain('people like this');
      expect(text, path).toContain(old.digest);
      expect(text, path).toContain(`read anew by extractor 2: <code>${anew.digest}</code>`);
    }
  });

  it.each([
    ['from=1&to=9', 'There is no version 9'],
    ['from=0&to=1', 'Not found'],
    ['from=1', 'Not found'],
    ['from=x&to=y', 'Not found'],
  ])('with %s are not there', async (query, sentence) => {
    const { status, text } = await get(`/articles/${article}/compare?${query}`);
    expect(status).toBe(404);
    expect(text).toContain(sentence);
  });
});
