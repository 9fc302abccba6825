import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { makeSource, openUi, read } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));

describe('an address with parameters that say nothing', () => {
  it.each([
    ['/?source=&kind=&minImportance=&order=', '/'],
    ['/?source=gazette&kind=&search=%22a+b%22+%26', '/?source=gazette&search=%22a+b%22+%26'],
    ['/articles?source=&status=gone', '/articles?status=gone'],
    ['/search?q=&since=', '/search'],
    ['/numbers?source=&since=2026-01-31&until=+', '/numbers?since=2026-01-31'],
  ])('%s leads to %s', async (path, clean) => {
    const { status, headers } = await get(path);
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(clean);
    expect((await get(clean)).status).toBe(200);
  });

  it('is answered as it is where programs ask', async () => {
    for (const path of ['/feeds/changes.atom', '/changes.csv', '/numbers/days.csv']) {
      expect((await get(`${path}?source=&since=`)).status).toBe(200);
    }
  });

  it('leads nowhere else, whatever it is called', async () => {
    expect((await get('//evil.example/?source=')).headers.get('location') ?? '').not.toContain('evil');
  });

  it('is not what the form writes for the usual order', async () => {
    const order = async (path: string) => load((await get(path)).text)('[name=order]').val();
    expect(await order('/?kind=x')).toBe('');
    expect(await order('/?kind=x&order=newest')).toBe('');
    expect(await order('/?kind=x&order=importance')).toBe('importance');
  });
});

describe('a filter that cannot be used', () => {
  it.each([
    ['/?since=tomorrow', 'since', 'tomorrow', 'From: “tomorrow” is no day; write it as 2026-01-31'],
    ['/?until=2026-13-01', 'until', '2026-13-01', 'To: “2026-13-01” is no day'],
    ['/?kind=x', 'kind', 'x', 'Kind: “x” is not in the list; choose from it.'],
    ['/?status=x', 'status', 'x', 'Verdict: “x” is not in the list'],
    ['/?articleStatus=x', 'articleStatus', 'x', 'Article is now: “x” is not in the list'],
    ['/?order=best', 'order', 'best', 'Order: “best” is not in the list'],
    ['/?minImportance=7', 'minImportance', '7', 'Importance: “7” is no share; write a number from 0 to 1'],
    ['/?language=English', 'language', 'English', 'Language: “English” is no code of a language'],
    ['/articles?status=x', 'status', 'x', 'Status: “x” is not in the list'],
    ['/search?q=fire&since=x', 'since', 'x', 'Version seen from: “x” is no day'],
    ['/numbers?until=x', 'until', 'x', 'To: “x” is no day'],
  ])('%s: the form shows it as it was given, and says what to do', async (path, name, given, sentence) => {
    const { status, text } = await get(path);
    expect(status).toBe(400);
    const page = load(text);
    expect(page('[role=alert] li').text()).toContain(sentence);
    const control = page(`form.filters [name=${name}]`);
    expect(control.val()).toBe(given);
    expect(control.attr('aria-invalid')).toBe('true');
    expect(page(`#${control.attr('aria-describedby')}`).text()).toContain(sentence);
  });

  it.each([
    ['/?silent=perhaps', 'Silent only: “perhaps” says neither yes nor no'],
    ['/search?q=fire&unsaid=x', 'Only what is said no more: “x” says'],
    ['/?page=0', 'Page: “0” is no page'],
    [`/?search=${'x'.repeat(201)}`, 'Words in the text: This is longer than 200 letters'],
    ['/?page=999', 'Page: “999” is no page'],
    ['/sources?page=x', 'Page: “x” is no page'],
  ])('%s is explained: %s', async (path, sentence) => {
    const { status, text } = await get(path);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
  });

  it('leaves what can be used in the form, and each has its sentence', async () => {
    const { text } = await get('/?source=gazette&search=fire&kind=x&since=y&silent=1');
    const page = load(text);
    expect(page('[role=alert] li')).toHaveLength(2);
    expect(page('[name=source]').val()).toBe('gazette');
    expect(page('[name=search]').val()).toBe('fire');
    expect(page('[name=silent]').attr('checked')).toBeDefined();
    expect(page('[aria-invalid]')).toHaveLength(2);
  });

  it('is escaped, and cut short where it is long', async () => {
    const hostile = `"><script>alert(1)</script>\u202e${'x'.repeat(100)}`;
    const { text } = await get(`/?${new URLSearchParams({ kind: hostile })}`);
    expect(text).not.toContain('<script>alert');
    expect(load(text)('[role=alert] li').text()).not.toContain('\u202e');
    expect(load(text)('[role=alert] li').text().length).toBeLessThan(150);
  });

  it('is told to feeds and spreadsheets in the same words, and to programs as a problem', async () => {
    for (const path of ['/feeds/changes.atom', '/changes.csv', '/numbers/days.csv']) {
      const { status, text } = await get(`${path}?since=tomorrow`);
      expect(status).toBe(400);
      expect(text).toContain('From: “tomorrow” is no day');
    }
    const { status, headers } = await get('/api/v1/changes?since=tomorrow');
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });
});
