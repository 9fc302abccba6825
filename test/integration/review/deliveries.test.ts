import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { disableChannel, meetChannel } from '../../../storage/channels.ts';
import { addDeliveries, saveAttempt } from '../../../storage/deliveries.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitStory } from './open-paper.ts';

const CHANNELS = [
  { name: 'desk', kind: 'slack' as const, target: 'one' },
  { name: 'mail', kind: 'email' as const, target: 'two' },
];
let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  ui = await openUi(db, [makeSource('gazette', 'The Gazette')], { channels: CHANNELS });
  const withDigests = (record: Article): Article => ({ ...record, ...digestArticle(record) });
  for (let story = 0; story < 3; story += 1) {
    const id = await addStory(db, 'gazette');
    const before = withDigests(makeRecord('<img src=x onerror=alert(1)>', [`There were ${story + 10} people.`]));
    await visitStory(db, id, before, null, NOW);
    const after = withDigests(makeRecord('<img src=x onerror=alert(1)>', [`There were ${story + 50} people.`]));
    const { changeId } = await visitStory(db, id, after, before, NOW);
    await addDeliveries(db, changeId ?? '', ['desk', 'mail'], new Date(NOW.getTime() - story * 60_000));
  }
  const rows = await db.selectFrom('deliveries').selectAll().orderBy('channel').orderBy('created_at').execute();
  const [first, second, , fourth] = rows;
  const end = { httpStatus: 400, nextAttemptAt: null };
  const reason = 'The Slack webhook at hooks.example answered 400: <b>no_text</b>';
  await saveAttempt(db, first?.id ?? '', { ...end, outcome: 'given-up', status: 'failed', reason }, NOW);
  await saveAttempt(db, second?.id ?? '', { ...end, outcome: 'delivered', status: 'delivered', reason: null }, NOW);
  await saveAttempt(
    db,
    fourth?.id ?? '',
    { ...end, outcome: 'disabled', status: 'disabled', reason: 'It is no more.' },
    NOW,
  );
  await meetChannel(db, 'mail', 'two');
  await disableChannel(db, 'mail', 'It is no more.', NOW);
});
afterAll(() => database.drop());

const get = async (path: string) => {
  const response = await ui.app.request(path);
  return { status: response.status, page: load(await response.text()) };
};
const post = (path: string) =>
  ui.app.request(path, { method: 'POST', headers: { origin: 'http://localhost', host: 'localhost' } });
const statusesOf = async (channel: string) =>
  (
    await database.db
      .selectFrom('deliveries')
      .selectAll()
      .where('channel', '=', channel)
      .orderBy('created_at')
      .execute()
  ).map((row) => row.status);

describe('the page of the deliveries', () => {
  it('says how each channel stands, and what each attempt came to', async () => {
    const { status, page } = await get('/deliveries');
    expect(status).toBe(200);
    expect(page('nav a[aria-current]').text()).toBe('Deliveries');
    expect(page('#channel-desk').text()).toMatch(/Waiting\s*1\s*Failed\s*1/);
    expect(page('#channel-desk').text()).toContain('answered 400: <b>no_text</b>');
    expect(page('#channel-mail .unwell').text()).toContain('It is no more.');
    expect(page('tbody > tr')).toHaveLength(6);
    expect(page('tbody').text()).toContain('refused (400)');
    expect(page('tbody img, tbody b')).toHaveLength(0);
  });

  it.each([
    ['?channel=mail', 3],
    ['?channel=desk&status=failed', 1],
    ['?status=delivered', 1],
    ['?channel=&status=', 6],
    ['?channel=nobody', 0],
  ])('is filtered: %s', async (query, count) => {
    expect((await get(`/deliveries${query}`)).page('tbody > tr')).toHaveLength(count);
  });

  it('refuses what it does not know', async () => {
    expect((await get('/deliveries?status=lost')).status).toBe(400);
    expect((await post('/channels/nobody/test')).status).toBe(404);
    expect((await post('/channels/nobody/enable')).status).toBe(404);
    expect((await post('/deliveries/aaaa/retry')).status).toBe(409);
    const foreign = {
      method: 'POST',
      headers: {
        origin: 'https://evil.example',
        host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
      },
    };
    expect((await ui.app.request('/channels/desk/test', foreign)).status).toBe(403);
  });

  it('lets a person try again, test, and enable', async () => {
    const { page } = await get('/deliveries?status=failed');
    const action = page('form[action$="/retry"]').attr('action') ?? '';
    expect((await post(action)).status).toBe(303);
    expect(await statusesOf('desk')).not.toContain('failed');
    expect((await post('/channels/desk/test')).headers.get('location')).toBe('/deliveries?channel=desk&sent=desk');
    expect((await get('/deliveries?channel=desk&sent=desk')).page('[role=status]').text()).toContain('on its way');
    expect((await get('/deliveries?channel=desk')).page('tbody').text()).toContain('test message');
    expect((await post('/channels/mail/enable')).status).toBe(303);
    expect((await get('/deliveries')).page('#channel-mail .unwell')).toHaveLength(0);
  });

  it('is given to programs, page by page', async () => {
    const ask = async (path: string) => (await (await ui.app.request(`/api/v1${path}`)).json()) as never;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const list: { items: { id: string }[]; next: string | null } = await ask(
        `/deliveries?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...list.items.map(({ id }) => id));
      cursor = list.next;
    }
    const all = await database.db.selectFrom('deliveries').select('id').execute();
    expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)));
    expect(seen).toHaveLength(all.length);
    const { items } = (await ask('/channels')) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toEqual(['desk', 'mail']);
  });
});
