import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const SOURCES = [makeSource('gazette', 'The Gazette'), makeSource('bote', 'Der Bote')];
const BODY = ['The minister said 12 people had died.', 'Rain is expected on Monday.', 'A third paragraph stays.'];

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let figureChange = '';

function minutesAgo(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * 60_000);
}

async function publishAndEdit(sourceId: string, first: Article, second: Article, at: Date): Promise<string> {
  const id = await addStory(database.db, sourceId);
  await visitStory(database.db, id, first, null, new Date(at.getTime() - 3_600_000));
  const { changeId } = await visitStory(database.db, id, second, first, at);
  return changeId ?? '';
}

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, SOURCES);
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));
const rows = (html: string) => [...html.matchAll(/<li class="change-row/g)].length;

describe('before anything has changed', () => {
  it('says what is watched, what was found and when the next visit is', async () => {
    const id = await addStory(database.db, 'gazette', 'A story just found');
    const { status, text } = await get('/');
    expect(status).toBe(200);
    expect(text).toContain('Nothing has changed yet');
    expect(text).toContain('2 sources are watched');
    expect(text).toContain('1 article found, 0 captured.');
    expect(text).toContain(`<a href="/articles/${id}" dir="auto">A story just found</a>`);
    expect(text).toContain('<noscript><meta http-equiv="refresh"');
    const fragment = await get('/waiting');
    expect(fragment.text).toContain('1 article found, 0 captured.');
    expect(fragment.text).not.toContain('<html');
  });

  it('says what to do when no source is enabled', async () => {
    const idle = await openUi(
      database.db,
      SOURCES.map((source) => ({ ...source, enabled: false })),
    );
    expect((await read(idle.app.request('/'))).text).toContain('No source is enabled');
    await openUi(database.db, SOURCES);
  });
});

describe('the latest changes', () => {
  beforeAll(async () => {
    const first = makeRecord('Storm hits the coast', BODY);
    const edited = { ...makeRecord('Storm hits the coast', [BODY[0]?.replace('12', '21') ?? '', ...BODY.slice(1)]) };
    figureChange = await publishAndEdit('gazette', first, edited, minutesAgo(10));
    const before = makeRecord('Stadtrat streitet', ['Der Rat tagt.']);
    await publishAndEdit('bote', before, makeRecord('Stadtrat einigt sich', ['Der Rat tagt.']), minutesAgo(5));
  });

  it('are listed newest first, with the words, the kinds, the source and a link', async () => {
    const { text } = await get('/');
    expect(rows(text)).toBe(2);
    expect(text.indexOf('Stadtrat')).toBeLessThan(text.indexOf('Storm hits'));
    expect(text).toMatch(/<del>12<\/del>\s*<ins>21<\/ins>/);
    expect(text).toContain(`<a href="/changes/${figureChange}">Storm hits the coast</a>`);
    expect(text).toContain('<li class="kind">figure</li>');
    expect(text).toContain('>The Gazette</a>');
    expect(text).toMatch(/<li class="silent"/);
    expect(text).toMatch(/class="age">article \d+ (?:second|minute|hour|day)s? old</);
  });

  it.each([
    ['source=bote', 1],
    ['source=nobody', 0],
    ['kind=figure', 1],
    ['kind=figure&source=bote', 0],
    ['minImportance=0', 2],
    ['minImportance=1', 0],
    ['search=minister', 1],
    ['search=nowhere', 0],
    ['status=new', 2],
    ['status=flagged', 0],
    ['page=2', 0],
  ])('with %s are %i', async (query, expected) => {
    const { status, text } = await get(`/?${query}`);
    expect(status).toBe(200);
    expect(rows(text)).toBe(expected);
    if (expected === 0) expect(text).toContain('No change fits these filters');
  });

  it('keep the filters in the form', async () => {
    const { text } = await get('/?source=bote&kind=headline&minImportance=0.1&noise=1&search=rat');
    expect(text).toContain('<option value="bote" selected>');
    expect(text).toContain('<option value="headline" selected>');
    expect(text).toContain('<option value="0.1" selected>');
    expect(text).toContain('name="noise" value="1" checked');
    expect(text).toContain('value="rat"');
  });

  it('can be searched for anything that can be typed', async () => {
    expect((await get(`/?search=${encodeURIComponent('"\u0000 & ! | <-> (')}`)).status).toBe(200);
  });

  it('hide noise until it is asked for', async () => {
    const before = makeRecord('Council "meets"', ['One.']);
    const id = await publishAndEdit('gazette', before, makeRecord('Council “meets”', ['One.']), minutesAgo(60));
    expect((await get('/')).text).not.toContain(id);
    expect((await get('/?noise=1')).text).toContain(id);
    await saveAnnotation(database.db, { changeId: figureChange, verdict: 'noise', note: null }, NOW);
    expect((await get('/')).text).not.toContain(figureChange);
    expect((await get('/?status=noise')).text).toContain(figureChange);
    await saveAnnotation(database.db, { changeId: figureChange, verdict: 'flagged', note: 'look at this' }, NOW);
    const { text } = await get('/?status=flagged');
    expect(text).toContain(figureChange);
    expect(text).toContain('look at this');
  });

  it('are counted since the newest that a page shows', async () => {
    const { text } = await get('/?source=bote');
    const url = /data-latest="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(await (await ui.app.request(url)).json()).toMatchObject({ count: 0 });
    await publishAndEdit('bote', makeRecord('Alt', ['Ein Satz.']), makeRecord('Neu', ['Ein Satz.']), minutesAgo(2));
    await publishAndEdit('gazette', makeRecord('Old', ['One.']), makeRecord('New', ['One.']), minutesAgo(1));
    expect(await (await ui.app.request(url)).json()).toEqual({
      count: 1,
      label: '1 new change: to the top of the list',
    });
    const everywhere = url.replace('source=bote&', '');
    expect(await (await ui.app.request(everywhere)).json()).toEqual({
      count: 2,
      label: '2 new changes: to the top of the list',
    });
    expect((await get('/latest?since=yesterday')).status).toBe(400);
  });

  it('come in pages of fifty', async () => {
    const first = makeRecord('Version 0', ['One.']);
    const id = await addStory(database.db, 'gazette');
    await visitStory(database.db, id, first, null, minutesAgo(10_000));
    let before = first;
    for (let number = 1; number <= 51; number += 1) {
      const next = makeRecord(`Headline number ${number}`, ['One.']);
      await visitStory(database.db, id, next, before, minutesAgo(9_000 - number));
      before = next;
    }
    // The edits of that time alone.
    const days = `since=${minutesAgo(9_000).toISOString()}&until=${minutesAgo(8_940).toISOString()}&noise=1`;
    const linked = days.replaceAll(':', '%3A').replaceAll('&', '&amp;');
    const newest = await get(`/?${days}`);
    expect(rows(newest.text)).toBe(50);
    expect(newest.text).toContain(`rel="next" href="/?${linked}&amp;page=2"`);
    expect(newest.text).not.toContain('rel="prev"');
    const older = await get(`/?${days}&page=2`);
    expect(rows(older.text)).toBe(1);
    expect(older.text).toContain(`rel="prev" href="/?${linked}"`);
  });
});
