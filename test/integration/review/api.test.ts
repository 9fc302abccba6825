import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { addApiToken } from '../../../storage/api-tokens.ts';
import { addDeliveries } from '../../../storage/deliveries.ts';
import { saveSearch } from '../../../storage/saved-searches.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitInVain, visitStory } from './open-paper.ts';
import { DIGEST, FILE } from './open-source-files.ts';
import { bearerOf } from './open-visitors.ts';

type Parameter = {
  name: string;
  description?: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: { enum?: string[]; type?: string };
};
type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: object;
  responses: Record<string, { content?: Record<string, object> }>;
};
type Description = { paths: Record<string, Record<string, Operation>>; components: object };

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let description: Description;
const known: Record<string, string[]> = {
  id: [],
  number: ['1', '2'],
  from: ['1', '2'],
  to: ['1', '2'],
  source: ['gazette'],
  name: ['desk'],
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validators = new Map<string, ValidateFunction>();

function withDigests(record: Article): Article {
  return { ...record, ...digestArticle(record) };
}

/** As an admin's program: from the first user on, everybody shows who they are. */
let bearer: Record<string, string> = {};
const ask = (path: string, init: RequestInit = {}) =>
  ui.app.request(`/api/v1${path}`, { ...init, headers: { ...bearer, ...init.headers } });
const askJson = async (path: string) => (await (await ask(path)).json()) as Record<string, unknown>;
const send = (path: string, body: unknown) =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

beforeAll(async () => {
  database = await openTestDatabase();
  const channels = [{ name: 'desk', kind: 'slack' as const, target: 'one' }];
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')], { everything: true, channels });
  for (let story = 0; story < 5; story += 1) {
    const id = await addStory(database.db, 'gazette');
    const before = withDigests(makeRecord(`Story ${story}`, [`There were ${story + 10} people.`]));
    const at = new Date(NOW.getTime() - story * 60_000);
    await visitStory(database.db, id, before, null, new Date(at.getTime() - 3_600_000));
    const after = withDigests(makeRecord(`Story ${story}`, [`There were ${story + 50} people.`, 'A new paragraph.']));
    const { changeId } = await visitStory(database.db, id, after, before, at);
    await visitInVain(database.db, id, 'failed', 'no answer came', new Date(at.getTime() + 1_000));
    await addDeliveries(database.db, changeId ?? '', ['desk'], at);
    known.id?.push(id, changeId ?? '');
  }
  known.id?.push('gazette');
  const saved = await saveSearch(database.db, { name: 'Saved', list: 'changes', query: 'kind=figure' }, NOW);
  known.id?.push(saved.id);
  const deliveries = await database.db.selectFrom('deliveries').select('id').execute();
  known.delivery = deliveries.map(({ id }) => id);
  bearer = await bearerOf(database.db, 'admin');
  const { token } = (await addApiToken(
    database.db,
    { name: 'old', userName: null, scope: 'read', expiresAt: null },
    NOW,
  )) ?? { token: { id: '' } };
  known.token = [token.id];
  known.user = ['anna', 'boris'];
  known.login = ['aaaaaaaaaaaaaaaa'];
  description = (await askJson('/openapi.json')) as unknown as Description;
  ajv.addSchema(description, 'api');
});
afterAll(() => database.drop());

/** What an answer lacks by the description of its operation; nothing where it is as described. */
async function judge(path: string, method: string, answer: Response): Promise<string[]> {
  const described = description.paths[path]?.[method]?.responses[answer.status];
  if (described === undefined) return [`${answer.status} is not described`];
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (described.content === undefined) return [];
  if (described.content[type] === undefined) return [`${type} is not described for ${answer.status}`];
  if (!type.endsWith('json')) return []; // text, or bytes
  const point = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
  const place = ['paths', path, method, 'responses', String(answer.status), 'content', type, 'schema'].map(point);
  const $ref = `api#/${place.join('/')}`;
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  return validate(await answer.json()) ? [] : (validate.errors ?? []).map((error) => ajv.errorsText([error]));
}

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1, and every operation has a name, a summary and a tag', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    for (const operation of Object.values(description.paths).flatMap((path) => Object.values(path))) {
      expect(operation).toMatchObject({
        operationId: expect.any(String),
        summary: expect.any(String),
        tags: [expect.any(String)],
      });
    }
  });
});

describe('the reference of the API', () => {
  it('tells of every operation that the description has', async () => {
    const text = await (await ui.app.request('/api')).text();
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const [method, { operationId, parameters = [] }] of Object.entries(methods)) {
        const section = text.split(`<h3 id="${operationId}">`)[1]?.split('<h3')[0] ?? '';
        expect(section).toContain(`${method.toUpperCase()} /api/v1${path}`);
        for (const { name, description: said } of parameters) {
          expect(said, `${operationId}: ${name} is described by a sentence`).toMatch(/\w \w.*\.$|:/);
          expect(section).toContain(`<code>${name}</code>`);
        }
        expect(section, operationId).toMatch(/Scope: (?:read|review|admin)\./);
      }
    }
  });
});

describe('the API', () => {
  it('answers as described, and never with a 500, whatever it is asked', { timeout: 180_000 }, async () => {
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(operations.length).toBeGreaterThan(11);
    const seen = new Map<string, Set<number>>();
    for (const { path, method, operation } of operations) {
      const parameters = operation.parameters ?? [];
      const values = fc.record(Object.fromEntries(parameters.map((each) => [each.name, anyOf(each)])));
      await fc.assert(
        fc.asyncProperty(values, bodyOf(operation), isMostly(), isMostly(), async (given, body, isJson, isFromHere) => {
          const url = fill(path, parameters, given);
          const origin = { origin: isFromHere ? 'http://localhost' : 'http://elsewhere.example' };
          const headers = { 'content-type': isJson ? 'application/json' : 'text/plain', ...origin };
          const answer = await ask(url, sending(method, body, headers));
          if (isGarbled(url)) return;
          expect(await judge(path, method, answer), `${method} ${url} ${body}`).toEqual([]);
          seen.set(operation.operationId, (seen.get(operation.operationId) ?? new Set()).add(answer.status));
        }),
        { numRuns: 40, seed: 20_260_301 },
      );
    }
    expect(ui.errors).toEqual([]);
    for (const { operation } of operations) {
      const statuses = seen.get(operation.operationId) ?? new Set();
      expect(Math.min(...statuses), operation.operationId).toBeLessThan(
        NEVER_DONE.includes(operation.operationId) ? 500 : 300,
      );
    }
  });

  it('gives every change once, page by page, in either order', async () => {
    for (const order of ['newest', 'importance']) {
      const ids: string[] = [];
      let cursor: string | null = '';
      do {
        const query = new URLSearchParams({ order, limit: '2', noise: '1', ...(cursor === '' ? {} : { cursor }) });
        const page = (await askJson(`/changes?${query}`)) as { items: { id: string }[]; next: string | null };
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      expect(new Set(ids).size).toBe(5);
      expect(ids).toHaveLength(5);
    }
    const first = (await askJson('/articles?limit=3')) as { items: { id: string }[]; next: string };
    const rest = (await askJson(`/articles?limit=3&cursor=${first.next}`)) as { items: { id: string }[]; next: null };
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
    expect(rest.next).toBeNull();
    const [id] = known.id ?? [];
    const captures = (await askJson(`/articles/${id}/captures?limit=2`)) as { items: object[]; next: string };
    expect(captures.items).toHaveLength(2);
    expect((await askJson(`/articles/${id}/captures?limit=2&cursor=${captures.next}`)).items).toHaveLength(1);
  });

  it('takes a verdict, and gives it back', async () => {
    const [, id] = known.id ?? [];
    const answer = await send(`/changes/${id}/annotations`, { verdict: 'flagged', note: ' why 50? ' });
    expect(answer.status).toBe(201);
    const annotation = { change: id, verdict: 'flagged', note: 'why 50?', by: null, createdAt: NOW.toISOString() };
    expect(await answer.json()).toEqual(annotation);
    expect((await askJson(`/changes/${id}/annotations`)).items).toContainEqual(annotation);
    expect((await askJson('/changes?status=flagged')).items).toContainEqual(expect.objectContaining({ id }));
  });

  it('takes the same verdict on many changes, and takes the newest of each back', async () => {
    const [, one = '', , other = ''] = known.id ?? [];
    const changes = [one, other];
    const judge = async (body: object) => {
      const answer = await send('/verdicts', body);
      return { status: answer.status, told: (await answer.json()) as { items: { change: string; verdict: string }[] } };
    };
    await judge({ changes, verdict: 'reviewed', note: 'both' });
    const noise = await judge({ changes: [...changes, ...changes, 'zzzzzzzzzzzzzzzz'], verdict: 'noise' });
    expect(noise.status).toBe(200);
    const said = (verdict: string, note: string | null) => changes.map((change) => ({ change, verdict, note }));
    expect(noise.told.items).toHaveLength(2);
    expect(noise.told.items).toEqual(expect.arrayContaining(said('noise', null)));
    expect((await judge({ changes, verdict: 'undo' })).told.items).toEqual(
      expect.arrayContaining(said('reviewed', 'both')),
    );
    expect((await judge({ changes: [], verdict: 'undo' })).status).toBe(400);
  });

  it('compares any two versions, in either direction', async () => {
    const [id] = known.id ?? [];
    const compared = (await askJson(`/articles/${id}/compare?from=2&to=1`)) as { change: { kinds: string[] } };
    expect(compared.change.kinds).toContain('deletion');
    expect(await askJson(`/articles/${id}/compare?from=1&to=1`)).toMatchObject({ change: null });
  });

  it.each([
    ['/changes?kind=unheard', 400, 'kind: '],
    ['/changes?knid=figure', 400, 'knid'],
    ['/changes?cursor=abc', 400, 'cursor: '],
    ['/changes/nosuch', 404, 'no such change'],
    ['/articles/nosuch', 404, 'no such article'],
    ['/nothing', 404, 'openapi.json'],
  ])('says of %s what is wrong, as a problem', async (path, status, said) => {
    const answer = await ask(path);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: 'about:blank', status, detail: expect.stringContaining(said) });
  });

  it('describes what becomes of bodies that are too large, also where none is asked for', async () => {
    const large = 'x'.repeat(100_000);
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const method of Object.keys(methods).filter((one) => one !== 'get')) {
        const url = path.replaceAll(/\{\w+\}/g, 'aaaa');
        const headers = { 'content-type': 'application/json', 'content-length': String(large.length) };
        const answer = await ask(url, { method: method.toUpperCase(), body: large, headers });
        expect(answer.status, `${method} ${path}`).toBe(413);
        expect(await judge(path, method, answer), `${method} ${path}`).toEqual([]);
      }
    }
  });

  it('answers to no other name, and says so as a problem', async () => {
    const answer = await ask('/changes', { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(421);
    expect(await judge('/changes', 'get', answer)).toEqual([]);
  });

  it.each(['PATCH', 'POST', 'DELETE'])('has nothing at other paths for %s, whatever is sent', async (method) => {
    for (const headers of [{}, { cookie: 'stet-login=abc' }] as Record<string, string>[]) {
      const answer = await ask('/nothing', { method, headers });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('sends nothing again that is as before', async () => {
    const tag = (await ask('/articles')).headers.get('etag') ?? '';
    expect((await ask('/articles', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('asks for the token where the UI does, and tells programs so as a problem', async () => {
    const locked = await openUi(database.db, [makeSource('gazette', 'The Gazette')], {
      token: 'a token of twenty letters',
    });
    const refused = await locked.app.request('/api/v1/changes');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ status: 401, title: 'Unauthorized' });
    const headers = { authorization: 'Bearer a token of twenty letters' };
    expect((await locked.app.request('/api/v1/changes', { headers })).status).toBe(200);
  });
});

/** A value for a parameter: one that there is, one of its list, or anything; nothing, where it may be left out. */
function anyOf({ name, in: place, schema }: Parameter): fc.Arbitrary<string | undefined> {
  const real = fc.constantFrom(...(known[name] ?? schema.enum ?? ['1']));
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer().map(String), fc.webFragments());
  const value = fc.oneof({ arbitrary: real, weight: 6 }, { arbitrary: anything, weight: 1 });
  return place === 'path' ? value : fc.option(value, { nil: undefined, freq: 2 });
}

/** As it should be, mostly. */
function isMostly(): fc.Arbitrary<boolean> {
  return fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 });
}

/** What a request sends along: a body where its method has one. */
function sending(method: string, body: string, headers: Record<string, string>): RequestInit {
  if (method === 'get') return {};
  return { method: method.toUpperCase(), headers, ...(method === 'delete' ? {} : { body }) };
}

/**
 * Nothing is in quarantine, split, read anew or examined here; no site is looked at, no likeness was taken, a file is
 * written once, a token is ended once, and whoever asks is nobody who is named.
 */
const NEVER_DONE = [
  ...['decideDrift', 'previewSource', 'trySource', 'getVersionScreenshot', 'getVersionPdf', 'examine'],
  ...['changePassword', 'endLogin', 'endLogins', 'splitArticle', 'removeOwnToken', 'stopReextraction'],
  'getReextraction',
];

const words = fc.string({ unit: 'binary' });

/** Bodies as they should be, by operation; where nothing is said, a verdict. */
const BODIES: Record<string, fc.Arbitrary<object>> = {
  judgeChanges: fc.record({
    changes: fc.array(fc.constantFrom('a'.repeat(16), 'no id'), { maxLength: 4 }),
    verdict: fc.constantFrom('reviewed', 'noise', 'note', 'undo', 'great'),
  }),
  decideDrift: fc.record({ decision: fc.constantFrom('accepted', 'rejected', 'great') }),
  assignChange: fc.record({ user: fc.constantFrom(null, 'anna', 'nobody-at-all') }),
  previewSource: fc.record({ address: fc.webUrl() }),
  addSource: fc.record({ id: fc.constantFrom('courier', 'gazette', '../x'), text: fc.constantFrom(FILE, 'name:') }),
  checkSourceFile: fc.record({ text: fc.constantFrom(FILE, 'name:') }),
  trySource: fc.record({ text: fc.constantFrom(FILE, 'name:', null) }),
  saveSourceFile: fc.record({ text: fc.constantFrom(FILE, 'name:'), digest: fc.constant(DIGEST) }),
  saveSearch: fc.record({
    ...{ name: words, list: fc.constantFrom('changes', 'search', 'none'), query: words },
    channel: fc.constantFrom(undefined, null, 'desk', 'nowhere'),
  }),
  renameSavedSearch: fc.record({ name: words, channel: fc.constantFrom(undefined, null, 'desk', 'nowhere') }),
  orderReextraction: fc.record({ source: fc.constantFrom(null, 'gazette', 'nowhere'), dryRun: fc.boolean() }),
  pauseSource: fc.constant({}),
  resumeSource: fc.constant({}),
  visitSource: fc.record({ articles: fc.boolean() }),
  addUser: fc.record({
    name: fc.constantFrom('anna', 'Boris', 'not a name'),
    role: fc.constantFrom('read', 'review', 'owner'),
    password: fc.constantFrom(null, null, null, 'short', 'a horse, a battery, a staple'),
  }),
  editUser: fc.record({ role: fc.constantFrom('read', 'admin'), disabled: fc.boolean() }, { requiredKeys: [] }),
  changePassword: fc.record({ old: words, new: words }),
  setUserPassword: fc.record({ password: fc.constantFrom('short', 'a horse, a battery, a staple') }),
  makeOwnToken: fc.record({ name: words, scope: fc.constantFrom('read', 'owner'), days: fc.constantFrom(null, 7) }),
  makeToken: fc.record({ name: words, scope: fc.constantFrom('read', 'admin'), user: fc.constantFrom(null, 'anna') }),
};

function bodyOf({ operationId }: Operation): fc.Arbitrary<string> {
  const verdict = fc.constantFrom('reviewed', 'flagged', 'noise', 'note', 'great');
  const right =
    BODIES[operationId] ?? fc.record({ verdict, note: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }) });
  return fc.oneof({ arbitrary: right.map((body) => JSON.stringify(body)), weight: 3 }, fc.json(), fc.string());
}

function fill(path: string, parameters: Parameter[], given: Record<string, string | undefined>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((given[name] ?? '').toWellFormed()),
  );
  const query = parameters.flatMap(({ name, in: place }): [string, string][] =>
    place === 'query' && given[name] !== undefined ? [[name, given[name]]] : [],
  );
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}

/** Whether an empty or dotted value made another path of it, which is another operation's. */
function isGarbled(url: string): boolean {
  const { pathname } = new URL(`http://localhost${url}`);
  return pathname.includes('//') || pathname.endsWith('/') || pathname !== url.split('?')[0];
}
