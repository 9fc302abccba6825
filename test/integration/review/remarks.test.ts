import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { makeLifeChange } from '../../../src/compare/life/make-life-change.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, openUi, read, visitStory, visitWithRemark } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let article = '';
let gone = '';
let noise = '';

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  article = await addStory(database.db, 'gazette');
  const record = { ...makeRecord('Mayor stays', ['Nothing more is known.']), tags: ['mayor', 'trams'] };
  await visitStory(database.db, article, record, null, new Date('2026-03-01T08:00:00Z'));
  const shuffled = compareVersions(record, { ...record, tags: ['trams', 'mayor'] });
  if (shuffled === null) throw new Error('nothing differs');
  const kept = await visitWithRemark(database.db, article, 'noise', shuffled, new Date('2026-03-01T08:30:00Z'));
  const change = makeLifeChange({ kind: 'gone', before: 'live', what: 'It answered 404' });
  const away = await visitWithRemark(database.db, article, 'gone', change, new Date('2026-03-01T09:00:00Z'));
  [noise = '', gone = ''] = [...kept.remarkIds, ...away.remarkIds];
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));

describe('what befalls an article', () => {
  it('stands among the changes, and noise only where it is asked for', async () => {
    expect((await get('/')).text).toContain(`/changes/${gone}`);
    expect((await get('/')).text).not.toContain(`/changes/${noise}`);
    expect((await get('/?noise=1')).text).toContain(`/changes/${noise}`);
  });

  it('has a page that says what was seen, of which version, and what proves it', async () => {
    const { status, text } = await get(`/changes/${gone}`);
    expect(status).toBe(200);
    expect(text).toContain('gone: <bdi>It answered 404');
    expect(text).toContain('Version 1');
    expect(text).not.toContain('Version 1 → 1');
    expect(text).toContain('readers who ask for it are not told why');
    expect(text).toContain('Shown by');
    expect(text).not.toContain('The text is the same.');
  });

  it('shows of noise what differs', async () => {
    const { text } = await get(`/changes/${noise}`);
    expect(text).toContain('Noise: it differs in furniture');
    expect(text).toContain('Tags');
  });

  it('is on the page of its article, and is not taken for the edit that brought the version', async () => {
    const { text } = await get(`/articles/${article}`);
    expect(text).toContain('What befell it, and noise');
    expect(text).toContain(`/changes/${gone}`);
    expect((await get(`/articles/${article}/versions/1`)).text).not.toContain(`/changes/${gone}`);
  });
});
