import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { addDrift, listDrifts, quarantine } from '../../../storage/drifts.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let drift = '';
let change = '';

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette'), makeSource('herald', 'The Herald')]);
  const article = await addStory(database.db, 'gazette');
  const [one, two] = [makeRecord('Mayor stays'), makeRecord('Mayor stays', ['Support our work with a gift.'])];
  expect(compareVersions(one, two)).not.toBeNull();
  await visitStory(database.db, article, one, null, new Date('2026-03-01T08:00:00Z'));
  change = (await visitStory(database.db, article, two, one, new Date('2026-03-01T09:00:00Z'))).changeId ?? '';
  drift = await addDrift(database.db, 'gazette', ['same:x'], new Date('2026-03-01T09:00:00Z'));
  await quarantine(database.db, drift, [change]);
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));
const decide = (decision: string, headers: Record<string, string> = FORM) =>
  read(ui.app.request(`/drifts/${drift}/decision`, { method: 'POST', body: `decision=${decision}`, headers }));

describe('what is in quarantine', () => {
  it('is said on its source, with examples and the decision in one step, and is not among the changes', async () => {
    const { text } = await get('/sources');
    const [gazette = '', herald = ''] = text.split('id="source-herald"');
    expect(gazette).toContain('1 article changed at once in the same way');
    expect(gazette).toContain(`href="/changes/${change}"`);
    expect(gazette).toContain('value="accepted"');
    expect(herald).not.toContain('changed at once');
    expect((await get('/')).text).not.toContain(change);
    expect((await get(`/changes/${change}`)).text).toContain('In quarantine');
  });

  it('is decided by a form of our own pages only', async () => {
    expect((await decide('accepted', { ...FORM, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await decide('maybe')).status).toBe(400);
    expect((await listDrifts(database.db, {}))[0]?.status).toBe('open');
  });

  it('is among the changes once it is accepted, and noise once it is rejected', async () => {
    expect((await decide('accepted')).status).toBe(303);
    expect((await get('/')).text).toContain(change);
    expect((await decide('rejected')).status).toBe(303);
    expect((await get('/')).text).not.toContain(change);
    expect((await get(`/changes/${change}`)).text).toContain('the template’s doing');
    expect((await listDrifts(database.db, {}))[0]).toMatchObject({ status: 'rejected', decided_at: NOW });
  });
});
