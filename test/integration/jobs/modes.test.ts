import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentReader } from '../../../jobs/current-record.ts';
import { readAlike } from '../../../jobs/read-alike.ts';
import { articlesToReread, type RereadReport, reextractClaimed } from '../../../jobs/reextract-article.ts';
import { findSource, rulesOf } from '../../../jobs/stet.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { compareRecords } from '../../../src/compare/compare-versions.ts';
import type { PageFetcher } from '../../../src/fetch/open-page-fetcher.ts';
import { modeOf, rendererIn, rendererOf } from '../../../src/model/read-by.ts';
import type { FetchRules } from '../../../src/model/source.ts';
import { makeArticlesDue } from '../../../storage/articles.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { listChangeSummaries } from '../../../storage/changes.ts';
import { loadVersion, type VersionRecord } from '../../../storage/versions.ts';
import { runStet } from '../../helpers/run-stet.ts';
import type { Dress } from '../../newspaper/dress-page.ts';
import { addDueArticles, openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
/** Its family's name is mended at minute 61, and taken back at 63. */
const NAME = 502;
/** Another one, which stands as it is. */
const OTHER = 506;
/** What only a browser shows: a script puts it under the text. */
const BY_SCRIPT = 'Of this line no plain request has ever told anybody anything at all.';

let shop: Workshop;
let articleId: string;
let dress: Dress | null;
let isRendering: boolean;

async function open(): Promise<void> {
  dress = null;
  isRendering = false;
  shop = await openWorkshop({ newspaper: { dressOf: () => (isRendering ? null : dress) } });
  shop.stet.renderer = standIn(shop.stet.fetcher);
  await addDueArticles(shop, [NAME]);
  ({ id: articleId } = await shop.stet.database.db.selectFrom('articles').select('id').executeTakeFirstOrThrow());
}

/** Gives the pages that a browser would: what its script loads is there, and a line more. */
function standIn(plain: PageFetcher): PageFetcher {
  return {
    fetch: async (url, options, depart) => {
      isRendering = true;
      const { etag: _, lastModified: __, ...asked } = options;
      const fetched = await plain.fetch(url, asked, depart).finally(() => {
        isRendering = false;
      });
      if (fetched.kind !== 'page') return fetched;
      const html = Buffer.from(fetched.page.bytes).toString();
      const at = html.indexOf('</p>', html.indexOf('300 metres long')) + '</p>'.length;
      const bytes = Buffer.from(`\ufeff${html.slice(0, at)}<p>${BY_SCRIPT}</p>${html.slice(at)}`);
      return { kind: 'page', page: { ...fetched.page, bytes } };
    },
    close: async () => undefined,
  };
}

const momentOf = (minute: number) => new Date(STARTS_AT.getTime() + minute * MINUTE);

function setRender(render: FetchRules['render']): void {
  setSources(shop, (all) => all.map((source) => ({ ...source, fetch: { ...source.fetch, render } })));
}

async function visit(minute: number) {
  const now = momentOf(minute);
  shop.clock.goTo(minute);
  await makeArticlesDue(shop.stet.database.db, [articleId], now);
  const report = await visitArticle(shop.stet, { articleId }, now);
  return { outcome: report?.verdict.outcome, version: report?.saved.version, kinds: report?.verdict.change?.kinds };
}

async function versionOf(number: number): Promise<VersionRecord> {
  const version = await loadVersion(shop.stet.database.db, articleId, number);
  if (version === null) throw new Error(`there is no version ${number}`);
  return version;
}

function presentRules() {
  const source = findSource(shop.stet, 'plain-wire');
  if (source === null) throw new Error('there is no Plain Wire');
  return rulesOf(source);
}

/** What differs between two versions: its kinds, in one mode; or why that cannot be said. */
async function diff(from: number, to: number) {
  const { database, readers } = shop.stet;
  const parts = { db: database.db, readers };
  const read = await readAlike(parts, presentRules(), [await versionOf(from), await versionOf(to)], momentOf(DAY));
  if (read.kind === 'not') return read.reason;
  const change = compareRecords(...read.records);
  expect(JSON.stringify(change)).not.toContain(BY_SCRIPT);
  return { mode: read.mode, kinds: change?.kinds ?? [] };
}

const listModes = async () => {
  const { db } = shop.stet.database;
  const rows = await db.selectFrom('versions').select('rules').orderBy('number').execute();
  return rows.map(({ rules }) => modeOf(rules));
};
const listEdits = async () =>
  (await listChangeSummaries(shop.stet.database.db, articleId))
    .filter(({ from_version: from, to_version: to }) => from !== to)
    .map(({ to_version: to, kinds }) => ({ to, kinds }))
    .sort((one, other) => one.to - other.to);

async function reextract(): Promise<RereadReport[]> {
  const source = findSource(shop.stet, 'plain-wire');
  const reports: RereadReport[] = [];
  for await (const { article, rules } of articlesToReread(shop.stet.database.db, source === null ? [] : [source])) {
    const done = await reextractClaimed(shop.stet, article, { rules, isDryRun: false, waitMs: 60_000 }, () =>
      momentOf(DAY),
    );
    if (done.kind === 'read') reports.push(done.report);
  }
  return reports;
}

/** Leaves all as an extractor before this one left it. */
const AGED = [
  `update versions set extractor = 1, record = (record::jsonb || '{"extractor": 1}')::json`,
  'delete from derivations where extractor = 1',
  'update derivations set extractor = 1',
  'update changes set extractor = 1 where from_version <> to_version',
];

/** Alters what stands for good, as no program may: the database's own guards are set aside for it. */
async function meddle(...statements: string[]): Promise<void> {
  await shop.stet.database.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  });
}

async function digestOf(table: string): Promise<unknown> {
  const query = sql`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.table(table)} t`;
  return (await query.execute(shop.stet.database.db)).rows[0];
}

/** From plain requests to a browser and back, each by the source's own setting; an edit in each of the two. */
async function goThereAndBack(): Promise<void> {
  setRender('http');
  expect(await visit(0)).toMatchObject({ outcome: 'new', version: 1 });
  setRender('browser');
  expect(await visit(10)).toMatchObject({ outcome: 'unchanged', version: null });
  expect(await visit(62)).toMatchObject({ outcome: 'changed', version: 2 });
  setRender('http');
  expect(await visit(62.5)).toMatchObject({ outcome: 'unchanged', version: null });
  expect(await visit(64)).toMatchObject({ outcome: 'changed', version: 3 });
}

describe('a mode that the source sets, there and back', () => {
  beforeAll(async () => {
    await open();
    await goThereAndBack();
  }, 60_000);
  afterAll(() => shop.close());

  it('makes no version, and versions are compared in one mode, each pair of them', { timeout: 60_000 }, async () => {
    expect(await listModes()).toEqual(['http', 'browser', 'http']);
    expect(JSON.stringify((await versionOf(2)).record)).toContain(BY_SCRIPT);
    const edits = await listEdits();
    expect(edits).toMatchObject([
      { to: 2, kinds: expect.arrayContaining(['name']) },
      { to: 3, kinds: expect.arrayContaining(['name', 'reverted']) },
    ]);
    expect(edits.flatMap(({ kinds }) => kinds)).not.toContain('addition');
    expect(edits.flatMap(({ kinds }) => kinds)).not.toContain('deletion');
    expect(await diff(1, 2)).toEqual({ mode: 'browser', kinds: edits[0]?.kinds });
    expect(await diff(2, 3)).toMatchObject({ mode: 'http', kinds: expect.arrayContaining(['name']) });
    expect(await diff(1, 3)).toEqual({ mode: 'http', kinds: ['dates'] });
    const { configDir, varDir, databaseUrl } = shop.setup.environment;
    const env = { STET_CONFIG: configDir, STET_DATA: varDir, DATABASE_URL: databaseUrl ?? '' };
    const told = await runStet(['diff', articleId, '1', '2', '--json'], env);
    expect(told.lines).toMatchObject([{ kinds: edits[0]?.kinds }]);
    expect(told.out).not.toContain(BY_SCRIPT);
  });

  it('is read anew by a later extractor in each mode that a version was read in, and the versions stand', async () => {
    const edits = await listEdits();
    const { db } = shop.stet.database;
    await meddle(...AGED);
    const standing = [await digestOf('versions'), await digestOf('captures')];
    expect(await reextract()).toMatchObject([{ versions: 3, read: 3, unreadable: [], edits: { compared: 2 } }]);
    expect([await digestOf('versions'), await digestOf('captures')]).toEqual(standing);
    const http = currentReader(presentRules());
    const browser = currentReader(presentRules(), rendererIn('browser'));
    const derived = await db.selectFrom('derivations').selectAll().where('extractor', '=', http.extractor).execute();
    const readings = derived.map(({ number, rules }) => `${number} ${modeOf(rules)}`).sort();
    expect(readings).toEqual(['1 browser', '1 http', '2 browser', '2 http', '3 http']);
    const renders = new Map((await listCaptures(db, articleId)).map(({ id, render }) => [id, render]));
    for (const { number, rules, record, capture_id: captureId } of derived) {
      expect(rules).toBe(modeOf(rules) === 'browser' ? browser.rules : http.rules);
      expect(JSON.stringify(record).includes(BY_SCRIPT)).toBe(modeOf(rules) === 'browser');
      // A counterpart names the capture that it was read from.
      const isOwn = modeOf((await versionOf(number)).rules) === modeOf(rules);
      expect(captureId === null ? null : renders.get(captureId)).toBe(isOwn ? null : modeOf(rules));
    }
    expect(await listEdits()).toEqual(edits);
    expect(await diff(1, 2)).toEqual({ mode: 'browser', kinds: edits[0]?.kinds });
    expect(await reextract()).toEqual([]);
  });

  it('leaves nothing out that was read anew in one of its modes only', async () => {
    await meddle(...AGED);
    // By a visit version 3 is read anew, and by a comparison the counterpart of version 2.
    await visit(65);
    expect(await diff(2, 3)).toMatchObject({ mode: 'http' });
    await meddle(
      `update changes set extractor = ${currentReader(presentRules()).extractor} where from_version <> to_version`,
    );
    expect(await reextract()).toMatchObject([{ versions: 3, read: 2 }]);
    await meddle('delete from derivations where capture_id is not null and extractor <> 1');
    expect(await reextract(), 'the counterparts alone').toMatchObject([{ versions: 3, read: 0 }]);
    const { db } = shop.stet.database;
    const anew = db.selectFrom('derivations').select('number').where('capture_id', 'is not', null);
    const numbers = (await anew.where('extractor', '<>', 1).orderBy('number').execute()).map(({ number }) => number);
    expect(numbers).toEqual([1, 2]);
    expect(await reextract()).toEqual([]);
  });
});

describe('a mode that was changed once', () => {
  beforeAll(open, 60_000);
  afterAll(() => shop.close());

  it('leaves versions that no mode has read both of uncompared, and says which was read how', async () => {
    setRender('http');
    await visit(0);
    await visit(62);
    setRender('browser');
    await visit(62.5);
    await visit(64);
    expect(await listModes()).toEqual(['http', 'http', 'browser']);
    expect(await diff(1, 3)).toBe(
      "Version 1 was read by plain requests alone, version 3 in a browser alone: what differs may be the browser's doing.",
    );
    expect(await diff(2, 3)).toMatchObject({ mode: 'browser', kinds: expect.arrayContaining(['name']) });
    setRender('http');
    await visit(65);
    expect(await diff(1, 3), 'now that the last one was read by plain requests too').toEqual({
      mode: 'http',
      kinds: ['dates'],
    });
  });
});

describe('a mode that stet finds by itself, there and back', () => {
  beforeAll(open, 60_000);
  afterAll(() => shop.close());

  it('makes no version, misses no edit on the way back, and versions are compared in one mode', async () => {
    setRender('auto');
    expect(await visit(0)).toMatchObject({ outcome: 'new' });
    dress = 'script';
    expect(await visit(10)).toMatchObject({ outcome: 'unchanged' });
    expect(await visit(62)).toMatchObject({ outcome: 'changed', version: 2 });
    dress = null;
    // Plain requests are tried again a day later; the name was taken back before.
    expect(await visit(DAY + 64)).toMatchObject({ outcome: 'changed', version: 3 });
    expect(await visit(DAY + 65)).toMatchObject({ outcome: 'unchanged' });
    expect(await listModes()).toEqual(['http', 'browser', 'browser']);
    const captures = await listCaptures(shop.stet.database.db, articleId);
    expect(captures[0]).toMatchObject({ render: 'http', outcome: 'unchanged' });
    for (const [from, to] of [
      [1, 2],
      [2, 3],
    ] as const) {
      expect(await diff(from, to)).toMatchObject({ mode: 'browser', kinds: expect.arrayContaining(['name']) });
    }
    expect(await diff(1, 3)).toEqual({ mode: 'browser', kinds: ['dates'] });
    const edits = await listEdits();
    await meddle(...AGED);
    expect(await reextract()).toMatchObject([{ read: 3, unreadable: [], edits: { compared: 2 } }]);
    expect(await listEdits()).toEqual(edits);
  });
});

describe('a version of rendering that another one follows', () => {
  beforeAll(open, 60_000);
  afterAll(() => shop.close());

  /** Leaves all that a browser loaded as another version of rendering left it. */
  const OF_ANOTHER = [
    `update versions set rules = regexp_replace(rules, ' in a browser.*$', ' in a browser 99')`,
    `update derivations set rules = regexp_replace(rules, ' in a browser.*$', ' in a browser 99')`,
    `update changes set rules = regexp_replace(rules, ' in a browser.*$', ' in a browser 99') where rules is not null`,
    `update captures set renderer = 99 where render = 'browser'`,
  ];
  /** Another text, as far as its digest says. */
  const OTHER_TEXT = `update versions set digest = 'sha256:x', record = (record::jsonb || '{"digest": "sha256:x"}')::json`;

  it('makes no version and no edit, says what it took for what, and edits are told again from then on', async () => {
    setRender('browser');
    expect(await visit(0)).toMatchObject({ outcome: 'new', version: 1 });
    const { db } = shop.stet.database;
    expect(await listCaptures(db, articleId)).toMatchObject([{ render: 'browser', renderer: rendererIn('browser') }]);
    await meddle(...OF_ANOTHER, OTHER_TEXT);
    expect(await visit(10)).toMatchObject({ outcome: 'unchanged', version: null });
    expect(await visit(20)).toMatchObject({ outcome: 'unchanged', version: null });
    const [, second] = (await listCaptures(db, articleId)).reverse();
    expect(second?.reason).toContain('another version of rendering before');
    expect(second?.reason).toContain('is taken for version 1');
    // What the other version of rendering read of version 1 stands for nothing now; the visit's own reading does.
    expect(await visit(62)).toMatchObject({ outcome: 'changed', version: 2, kinds: expect.arrayContaining(['name']) });
    expect(await diff(1, 2)).toMatchObject({ mode: 'browser', kinds: expect.arrayContaining(['name']) });
    await meddle(`delete from derivations where number = 1`);
    const told = await diff(1, 2);
    expect(told).toMatch(
      /^Version 1 was read in a browser by version 99 of rendering alone, version 2 in a browser by/,
    );
  });

  it('is read anew by a later extractor as it was loaded, and then has no more to be read', async () => {
    await visit(63);
    await meddle(...OF_ANOTHER, ...AGED);
    expect(await reextract()).toMatchObject([{ unreadable: [] }]);
    const derived = await shop.stet.database.db
      .selectFrom('derivations')
      .select('rules')
      .where('extractor', '=', currentReader(presentRules()).extractor)
      .execute();
    expect(derived.length).toBeGreaterThan(1);
    expect(derived.map(({ rules }) => rendererOf(rules))).toEqual(Array(derived.length).fill(99));
    expect(await reextract()).toEqual([]);
  });

  it('says nothing of it where both show the same', async () => {
    await shop.close();
    await open();
    setRender('browser');
    await visit(0);
    await meddle(...OF_ANOTHER);
    await visit(10);
    const [latest] = await listCaptures(shop.stet.database.db, articleId);
    expect(latest).toMatchObject({ outcome: 'unchanged', reason: '' });
  });
});

describe('a shell of a source that is not known yet', () => {
  beforeAll(open, 60_000);
  afterAll(() => shop.close());

  it('waits for the browser where another article holds the turn of their host, and is no capture', async () => {
    setRender('auto');
    dress = 'script';
    shop.stet.longestWaitMs = 2_000;
    const { db } = shop.stet.database;
    await addDueArticles(shop, [OTHER]);
    const articles = await db.selectFrom('articles').select('id').orderBy('identity').execute();
    const { renderer } = shop.stet;
    if (renderer === null) throw new Error('there is no renderer');
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // The first one renders until the other has given up.
    const fetch: PageFetcher['fetch'] = async (url, options, depart) => {
      const fetched = await renderer.fetch(url, options, depart);
      await held;
      return fetched;
    };
    shop.stet.renderer = { ...renderer, fetch };
    const now = momentOf(0);
    const visits = articles.map(async ({ id }) => (await visitArticle(shop.stet, { articleId: id }, now))?.verdict);
    expect(await Promise.race(visits), 'the one that found no turn').toBeUndefined();
    letGo();
    const outcomes = (await Promise.all(visits)).map((verdict) => verdict?.outcome);
    expect(outcomes.toSorted()).toEqual(['new', undefined]);
    const waiting = articles[outcomes.indexOf(undefined)]?.id ?? '';
    expect(await listCaptures(db, waiting)).toEqual([]);
    expect((await visitArticle(shop.stet, { articleId: waiting }, now))?.verdict.outcome).toBe('new');
    expect(await listCaptures(db, waiting)).toMatchObject([{ render: 'browser', outcome: 'new' }]);
  });
});
