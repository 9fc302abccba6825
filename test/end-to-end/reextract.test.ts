import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { currentReader } from '../../jobs/current-record.ts';
import { rulesOf } from '../../jobs/stet.ts';
import { makeLifeChange } from '../../src/compare/life/make-life-change.ts';
import { EXTRACTOR_VERSION } from '../../src/extract/extractor-version.ts';
import { saveAnnotation } from '../../storage/annotations.ts';
import { addArticles } from '../../storage/articles.ts';
import { saveRemark } from '../../storage/changes.ts';
import { makeId } from '../../storage/ids.ts';
import type { Db } from '../../storage/open-database.ts';
import { syncSources } from '../../storage/sources.ts';
import { CHILD_ENV } from '../helpers/child-env.ts';
import { keepPast, makeStoryPage, readBefore } from '../helpers/read-before.ts';
import { runStet } from '../helpers/run-stet.ts';
import { setUpWatch, type WatchSetup } from '../helpers/watch.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli/stet.js', import.meta.url));
const SOURCE = 'capital-times';
const START = Date.parse('2026-03-03T09:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);

const setups: WatchSetup[] = [];
afterAll(() => Promise.all(setups.map((setup) => setup.close())));

async function open(): Promise<WatchSetup & { config: Config }> {
  const setup = await setUpWatch('http://127.0.0.1:9');
  setups.push(setup);
  const loaded = loadConfig(setup.environment.configDir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  await syncSources(setup.database.db, loaded.config.sources, at(0));
  return { ...setup, config: loaded.config };
}

function environmentOf({ environment }: WatchSetup): Record<string, string> {
  const { configDir, varDir, databaseUrl } = environment;
  return { STET_CONFIG: configDir, STET_DATA: varDir, DATABASE_URL: databaseUrl ?? '' };
}

const presentOf = (config: Config) => {
  const source = config.sources.find(({ id }) => id === SOURCE);
  if (source === undefined) throw new Error('there is no such source');
  return { rules: rulesOf(source), readBy: currentReader(rulesOf(source)) };
};

/** Versions of an article as the earlier extractor read them: each page with what stood below its text. */
async function keepStory(
  { database, config }: { database: { db: Db }; config: Config },
  story: number,
  pages: { headline: string; paragraphs: string[]; below: string; html?: string }[],
): Promise<string> {
  const { db } = database;
  const url = `http://127.0.0.1:9/2026/03/03/story-a${story}`;
  await addArticles(db, SOURCE, [{ identity: `${story}`, url, title: null }], at(0));
  const id = makeId('article', SOURCE, `${story}`);
  const { rules, readBy } = presentOf(config);
  for (const [minute, { headline, paragraphs, below, html }] of pages.entries()) {
    const page = makeStoryPage(headline, paragraphs);
    const record = readBefore(page, url, rules, below);
    await keepPast(db, id, { html: html ?? page, record, rules: readBy.rules }, at(minute));
  }
  return id;
}

const OPENING = [
  'The ferry to the outer islands will sail again from Monday, the harbour office said.',
  'It had been laid up since the storm in January tore a hole into its side.',
  'People on the islands have had their bread brought by a fishing boat since then.',
];
const WITH_FIGURE = (figure: number) => [...OPENING, `About ${figure} people live on the islands all the year round.`];

/** What must stand whatever is read anew. */
async function digestOf(db: Db, table: 'versions' | 'captures' | 'annotations' | 'deliveries'): Promise<unknown> {
  const { rows } =
    await sql`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.table(table)} t`.execute(db);
  return rows[0];
}
const standing = async (db: Db) => [
  await digestOf(db, 'versions'),
  await digestOf(db, 'captures'),
  await digestOf(db, 'annotations'),
  await digestOf(db, 'deliveries'),
];

/** All that reading anew makes, without when. */
async function madeOf(db: Db) {
  const derivations = await db
    .selectFrom('derivations')
    .select(['article_id', 'number', 'extractor', 'rules', 'digest'])
    .orderBy('article_id')
    .orderBy('number')
    .execute();
  const changes = await db.selectFrom('changes').selectAll().orderBy('id').execute();
  return { derivations, changes };
}

describe('stet reextract', () => {
  let paper: Awaited<ReturnType<typeof open>>;
  let ids: { counter: string; edited: string; alone: string };
  const run = (...args: string[]) => runStet(['reextract', ...args], environmentOf(paper));
  const changesOf = async (id: string) => {
    const { db } = paper.database;
    return await db
      .selectFrom('changes')
      .selectAll()
      .where('article_id', '=', id)
      .orderBy('detected_at')
      .orderBy('capture_id', (order) => order.asc().nullsFirst()) // of the same moment, the edit before what befell it
      .execute();
  };

  beforeAll(async () => {
    paper = await open();
    const headline = 'Ferry to the Islands Sails Again';
    ids = {
      counter: await keepStory(paper, 1, [
        { headline, paragraphs: OPENING, below: '12 people were killed' },
        { headline, paragraphs: OPENING, below: '21 people were killed' },
      ]),
      edited: await keepStory(paper, 2, [
        { headline, paragraphs: WITH_FIGURE(400), below: '1,204 people read this' },
        { headline, paragraphs: WITH_FIGURE(700), below: 'Nobody said otherwise' },
        { headline, paragraphs: WITH_FIGURE(400), below: '“Never,” she said' },
      ]),
      alone: await keepStory(paper, 3, [
        { headline, paragraphs: OPENING, below: 'One', html: '<p>Not here.</p>' },
        { headline, paragraphs: OPENING, below: 'Two' },
      ]),
    };
    const { db } = paper.database;
    const [phantom] = await changesOf(ids.counter);
    await saveAnnotation(db, { changeId: phantom?.id ?? '', verdict: 'flagged', note: 'Look here.' }, at(5));
    const { capture_id: captureId, seen_at: shownAt } = await db
      .selectFrom('versions')
      .select(['capture_id', 'seen_at'])
      .where('article_id', '=', ids.counter)
      .where('number', '=', 2)
      .executeTakeFirstOrThrow();
    const gone = makeLifeChange({ kind: 'gone', before: 'live', what: 'It answered 404' });
    await saveRemark(db, { articleId: ids.counter, version: 2, captureId, traits: [] }, gone, shownAt);
  }, 60_000);

  it('refuses a source that nobody knows, and one whose rules went with its file', async () => {
    expect((await run('--source', 'nobody')).code).toBe(2);
    const { db } = paper.database;
    await db
      .insertInto('sources')
      .values({ id: 'old-paper', name: 'Old', homepage: 'http://o.example/', enabled: false, removed_at: at(0) })
      .execute();
    const refused = await run('--source', 'old-paper');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('its rules are not known') });
  });

  it('says with --dry-run what would come of it, and stores nothing', async () => {
    const { db } = paper.database;
    const before = [await standing(db), await madeOf(db)];
    const { code, err } = await run('--dry-run');
    expect(code).toBe(0);
    expect(err).toContain('7 versions of 3 articles: 6 would be read anew, 6 of them with another record (body 6).');
    expect(err).toContain(
      '3 pairs would be compared anew: 3 edits would be told otherwise, of these 1 as noise; 0 would',
    );
    expect(err).toContain('story-a3: The bytes of version 1 are read as a page of the kind');
    expect(err).toContain('old-paper: no longer in');
    expect([await standing(db), await madeOf(db)]).toEqual(before);
  });

  it('reads all anew beside what was stored, and tells what the edits were', async () => {
    const { db } = paper.database;
    const before = await standing(db);
    const untouched = await changesOf(ids.alone);
    const { code, lines } = await run('--json', '--source', SOURCE);
    expect(code).toBe(0);
    expect(lines).toHaveLength(3);
    expect(lines).toContainEqual(
      expect.objectContaining({
        article: ids.counter,
        ...{ versions: 2, read: 2, differing: 2, fields: { body: 2 }, unreadable: [], failed: 0 },
        edits: { compared: 1, altered: 1, noise: 1, added: 0 },
      }),
    );
    expect(await standing(db), 'what was captured, what people said and what was sent').toEqual(before);

    const { readBy } = presentOf(paper.config);
    const [phantom, gone] = await changesOf(ids.counter);
    const reasons = [
      expect.stringContaining(`nothing differs as extractor ${EXTRACTOR_VERSION} and the present rules`),
    ];
    expect(phantom).toMatchObject({ noise: true, importance: 0, blocks: [], reasons, ...readBy });
    expect(gone).toMatchObject({ kinds: ['gone'], noise: false, extractor: null });
    const [one, other] = await changesOf(ids.edited);
    expect(one).toMatchObject({ kinds: ['figure'], noise: false, blocks: [{ op: 'edited' }], ...readBy });
    expect(other?.kinds).toEqual(['figure', 'reverted']);
    expect(await changesOf(ids.alone), 'one side cannot be read').toEqual(untouched);
  });

  it('has nothing to do the second time but what cannot be read', async () => {
    const { db } = paper.database;
    const made = await madeOf(db);
    const { code, lines } = await run('--json');
    expect({ code, lines }).toMatchObject({
      code: 0,
      lines: [{ article: ids.alone, read: 0, unreadable: [expect.stringContaining('version 1')] }],
    });
    expect(await madeOf(db)).toEqual(made);
  });

  it('waits for a visit that has the article in hand, and finds an edit that could not be told before', async () => {
    const { db, session } = paper.database;
    await db.deleteFrom('deliveries').execute();
    await db.deleteFrom('changes').where('article_id', '=', ids.edited).where('to_version', '=', 2).execute();
    const stale = { extractor: EXTRACTOR_VERSION - 1 };
    await db.updateTable('changes').set(stale).where('article_id', '=', ids.edited).execute();
    const claim = `article ${ids.edited}`;
    expect(await session.tryClaim(claim)).toBe(true);
    let isOver = false;
    const running = run('--json').finally(() => {
      isOver = true;
    });
    await sleep(6_000);
    expect(isOver).toBe(false);
    expect(await changesOf(ids.edited)).toHaveLength(1);
    await session.release(claim);
    const { lines } = await running;
    expect(lines).toContainEqual(
      expect.objectContaining({
        article: ids.edited,
        read: 0,
        edits: { compared: 2, altered: 0, noise: 0, added: 1 },
      }),
    );
    expect(await changesOf(ids.edited)).toMatchObject([
      { to_version: 2, kinds: ['figure'], detected_at: at(1) },
      { to_version: 3, kinds: ['figure', 'reverted'] },
    ]);
  });

  it('fails where the bytes are damaged, and names the version', async () => {
    const { db } = paper.database;
    await db
      .updateTable('payloads')
      .set({ bytes: Buffer.from('no') })
      .where('article_id', '=', ids.alone)
      .execute();
    const { code, err } = await run();
    expect(code).toBe(1);
    expect(err).toContain('story-a3: The stored bytes of version 1 are damaged.');
  });
});

describe('stet reextract, where another process holds an article', () => {
  it('waits for it, but not for ever, reads the others, and takes it up when it is run again', async () => {
    const paper = await open();
    const { db, session } = paper.database;
    const page = { headline: 'Ferry to the Islands Sails Again', paragraphs: OPENING, below: 'One' };
    const ids = [await keepStory(paper, 1, [page]), await keepStory(paper, 2, [page])];
    const derived = async () => (await db.selectFrom('derivations').select('article_id').execute()).length;
    const claim = `article ${ids[0]}`;
    expect(await session.tryClaim(claim)).toBe(true);

    const { code, err } = await runStet(['reextract', '--wait', '1'], environmentOf(paper));
    expect(code).toBe(1);
    expect(err).toContain('story-a1: another process holds it; waiting up to 1 s.');
    expect(err).toContain('1 versions of 1 articles: 1 read anew');
    expect(err).toContain('story-a1: left as it was, for another process held it. Run this again for it.');
    expect(await derived()).toBe(1);

    const meanwhile = runStet(['reextract', '--wait', '60', '--json'], environmentOf(paper));
    await sleep(1_500);
    await session.release(claim);
    expect(await meanwhile).toMatchObject({ code: 0, lines: [{ article: ids[0], read: 1 }] });
    expect(await derived()).toBe(2);
  }, 60_000);
});

describe('stet diff', () => {
  it('compares as both are read now, says why it cannot, and remembers a source that is no longer configured', async () => {
    const paper = await open();
    const { db } = paper.database;
    const headline = 'Ferry to the Islands Sails Again';
    const id = await keepStory(paper, 1, [
      { headline, paragraphs: WITH_FIGURE(400), below: 'One' },
      { headline, paragraphs: WITH_FIGURE(700), below: 'Two' },
      { headline, paragraphs: OPENING, below: 'Three', html: '<p>Not here.</p>' },
    ]);
    const diff = (...args: string[]) => runStet(['diff', id, ...args, '--json'], environmentOf(paper));
    const edit = { kinds: ['figure'], blocks: [{ op: 'edited' }] };
    expect((await diff('1', '2')).lines).toMatchObject([edit]);
    expect(await db.selectFrom('derivations').select('number').orderBy('number').execute()).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    const refused = await diff('2', '3');
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('The bytes of version 3 are read as a page'),
    });
    await rm(join(paper.environment.configDir, 'sources', `${SOURCE}.yaml`));
    expect((await diff('1', '2')).lines).toMatchObject([edit]);
    expect(await db.selectFrom('derivations').select('number').execute(), 'by no rules').toHaveLength(2);
  });
});

describe('stet reextract, ended in the middle', () => {
  const STORIES = 16;
  const VERSIONS = 3;
  /** Long enough for reading to take its time. */
  const LONG = Array.from(
    { length: 250 },
    (_, n) => `Paragraph ${n} of a long story tells what was said in that hour.`,
  );

  async function fill(): Promise<Awaited<ReturnType<typeof open>>> {
    const paper = await open();
    for (let story = 1; story <= STORIES; story += 1) {
      const pages = Array.from({ length: VERSIONS }, (_, number) => ({
        headline: 'A Long Story',
        paragraphs: [`It took ${Math.ceil(number / 2) + story} days.`, ...LONG],
        below: `${number} comments`,
      }));
      await keepStory(paper, story, pages);
    }
    return paper;
  }
  const countDerivations = async (db: Db) => (await db.selectFrom('derivations').select('number').execute()).length;

  it('goes on from there, to the same end', async () => {
    const [killed, whole] = [await fill(), await fill()];
    const { db } = killed.database;
    const child = spawn(process.execPath, [PROGRAM, 'reextract'], {
      env: { ...CHILD_ENV, LOG_LEVEL: 'warn', ...environmentOf(killed) },
      stdio: 'ignore',
    });
    const exited = once(child, 'exit');
    while ((await countDerivations(db)) < 10) await sleep(5);
    child.kill('SIGKILL');
    await exited;
    const done = await countDerivations(db);
    expect(done).toBeLessThan(STORIES * VERSIONS);

    const { code, err } = await runStet(['reextract'], environmentOf(killed));
    expect(code).toBe(0);
    expect(err).toContain(`: ${STORIES * VERSIONS - done} read anew`);
    expect((await runStet(['reextract'], environmentOf(whole))).code).toBe(0);
    const made = await madeOf(db);
    expect(made.derivations).toHaveLength(STORIES * VERSIONS);
    expect(made).toEqual(await madeOf(whole.database.db));
  }, 120_000);
});
