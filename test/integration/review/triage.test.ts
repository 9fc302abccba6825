import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAnnotations } from '../../../storage/annotations.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const ORIGIN = 'http://localhost';
const ids: string[] = [];
let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  for (const count of [12, 40, 70]) {
    const id = await addStory(database.db, 'gazette');
    const before = makeRecord(`Story ${count}`, [`There were ${count} people.`]);
    await visitStory(database.db, id, before, null, new Date(NOW.getTime() - 3_600_000));
    const after = makeRecord(`Story ${count}`, [`There were ${count + 1} people.`]);
    ids.push((await visitStory(database.db, id, after, before, NOW)).changeId ?? '');
  }
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));

function judge(fields: [string, string][], headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  return ui.app.request('/verdicts', { method: 'POST', body, headers: { origin: ORIGIN, ...headers } });
}
const idFields = (some: string[]) => some.map((id): [string, string] => ['id', id]);
const listed = async (query: string) =>
  load((await get(`/?${query}`)).text)('.change-row')
    .toArray()
    .map((row) => row.attribs['data-change']);

describe('judging many changes at once', () => {
  it('says nothing was done that is no verdict, whatever the address says', async () => {
    expect((await get(`/?done=flagged&judged=${ids[0]}`)).text).toContain('1 change: flagged.');
    expect((await get(`/?done=deleted+forever&judged=${ids[0]}`)).text).not.toContain('deleted forever');
  });

  it('is a form that works without scripts, and comes back to the list that it stood in', async () => {
    const page = load((await get('/?source=gazette&minImportance=0')).text);
    expect(page('input.select[form=triage]')).toHaveLength(3);
    expect(page('#triage [name=back]').attr('value')).toBe('/?source=gazette&minImportance=0');
    const answer = await judge([
      ...idFields(ids.slice(0, 2)),
      ['verdict', 'flagged'],
      ['back', '/?source=gazette'],
      ['note', ' both '],
    ]);
    expect(answer.status).toBe(303);
    const back = answer.headers.get('location') ?? '';
    expect(back).toMatch(/^\/\?source=gazette&done=flagged&judged=[a-z2-9.]+#done$/);
    const again = load((await get(back.split('#')[0] ?? '')).text);
    expect(again('#done [role=status]').text()).toContain('2 changes: flagged.');
    expect(again('.change-row .verdict-flagged')).toHaveLength(2);
    expect(again('.change-row .note').text()).toContain('both');
    expect((await listed('status=flagged')).sort()).toEqual(ids.slice(0, 2).sort());
    expect(await listed('status=new')).toEqual(ids.slice(2));
    // The filters of the list are what its links keep; what was done is told once.
    expect(again('.as-feed a').first().attr('href')).toBe('/feeds/changes.atom?source=gazette');
  });

  it('can be taken back, to what was said before, or to nothing', async () => {
    await judge([...idFields(ids.slice(1, 3)), ['verdict', 'reviewed']]);
    expect((await listed('status=reviewed')).sort()).toEqual(ids.slice(1, 3).sort());
    await judge([...idFields(ids.slice(1, 3)), ['verdict', 'undo']]);
    expect((await listed('status=flagged')).sort()).toEqual(ids.slice(0, 2).sort());
    expect(await listed('status=new')).toEqual(ids.slice(2));
    expect(await listed('status=note')).toEqual([]);
    const page = load((await get('/')).text);
    expect(page(`[data-change=${ids[2]}] .verdict`)).toHaveLength(0);
    // Everything that was said is kept.
    expect((await listAnnotations(database.db, ids[1] ?? '')).map(({ verdict }) => verdict)).toEqual([
      'flagged',
      'reviewed',
      'flagged',
    ]);
  });

  it('tells a program what is said of each now', async () => {
    const headers = { accept: 'application/json' };
    const answer = await judge([...idFields([ids[2] ?? '']), ['verdict', 'noise']], headers);
    expect(await answer.json()).toEqual({
      changes: [{ id: ids[2], verdict: 'noise', label: 'noise' }],
      sentence: '1 change: noise.',
    });
    const undone = await judge([...idFields([ids[2] ?? '']), ['verdict', 'undo']], headers);
    expect(await undone.json()).toEqual({
      changes: [{ id: ids[2], verdict: 'note', label: null }],
      sentence: '1 change: as before.',
    });
  });

  it.each([
    ['nothing selected', [['verdict', 'flagged']], 'No change was selected'],
    [
      'no such verdict',
      [
        ['id', 'abc'],
        ['verdict', 'great'],
      ],
      'refused',
    ],
    [
      'another place to go to',
      [
        ['id', 'abc'],
        ['verdict', 'flagged'],
        ['back', '//evil.example/'],
      ],
      'refused',
    ],
  ] satisfies [string, [string, string][], string][])('is refused with %s', async (_, fields, said) => {
    const answer = await judge(fields);
    expect(answer.status).toBe(400);
    expect((await answer.text()).toLowerCase()).toContain(said.toLowerCase());
  });

  it.each(['/verdicts', '/assignments'])(
    '%s with nothing selected leads back to the list, and nowhere else',
    async (path) => {
      const send = async (back: string) => {
        const body = new URLSearchParams({ verdict: 'flagged', to: '', back });
        return await read(ui.app.request(path, { method: 'POST', body, headers: { origin: ORIGIN } }));
      };
      const { status, text } = await send('/?kind=figure&page=3');
      expect(status).toBe(400);
      const page = load(text);
      expect(page('main p').first().text()).toContain('tick the box of each change');
      expect(page('main a').attr('href')).toBe('/?kind=figure&page=3');
      for (const elsewhere of ['//evil.example/', 'https://evil.example/', 'javascript:alert(1)']) {
        expect(load((await send(elsewhere)).text)('main a').attr('href')).toBe('/');
      }
    },
  );

  it('is taken back on the page of the list where it was done', async () => {
    const back = async (query: string) =>
      load((await get(`/?${query}&done=flagged&judged=${ids[0]}`)).text)('#done [name=back]').attr('value');
    expect(await back('page=3&kind=figure')).toBe('/?kind=figure&page=3');
    expect(await back('search=people&after=WzEsIjIwMjYtMDMtMDFUMTI6MDA6MDBaIiwiYSJd')).toBe(
      '/?search=people&after=WzEsIjIwMjYtMDMtMDFUMTI6MDA6MDBaIiwiYSJd',
    );
  });

  it('is refused from another site', async () => {
    const fields: [string, string][] = [...idFields(ids), ['verdict', 'noise']];
    expect((await judge(fields, { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await listed('')).toHaveLength(3);
  });
});

describe('the list of changes', () => {
  it.each([
    ['silent=1', 3],
    ['language=en', 3],
    ['language=de', 0],
    ['since=2026-03-01T12:00:00Z', 3],
    ['since=2026-03-01T12:00:01Z', 0],
    ['until=2026-03-01T12:00:00Z', 0],
    ['since=2026-02-28&until=2026-03-02', 3],
    ['until=2026-02-27', 0],
  ])('with %s holds %i', async (query, expected) => {
    expect(await listed(query)).toHaveLength(expected);
  });

  it('comes by importance where that is asked for', async () => {
    const id = await addStory(database.db, 'gazette');
    const before = { ...makeRecord('A small thing', ['There were people.']), section: 'one' };
    await visitStory(database.db, id, before, null, new Date(NOW.getTime() - 3_600_000));
    const after = { ...makeRecord('A small thing', ['There were people.']), section: 'two' };
    const { changeId } = await visitStory(database.db, id, after, before, new Date(NOW.getTime() + 1_000));
    expect((await listed('order=newest'))[0]).toBe(changeId);
    expect((await listed('order=importance')).at(-1)).toBe(changeId);
  });
});
