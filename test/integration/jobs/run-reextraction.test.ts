import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runReextraction } from '../../../jobs/run-reextraction.ts';
import { startWorkers } from '../../../jobs/start-workers.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { noTotals } from '../../../src/model/reread-totals.ts';
import { endReextraction, loadReextraction, orderReextraction } from '../../../storage/reextractions.ts';
import { makeAllDue } from '../../helpers/watch.ts';
import { addDueArticles, openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const MINUTE = 60_000;
const goingOn = new AbortController().signal;

let shop: Workshop;
let isDryRun = false;

beforeAll(async () => {
  shop = await openWorkshop();
  await addDueArticles(shop, [502, 506]);
  const rows = await db().selectFrom('articles').select('id').orderBy('id').execute();
  for (const minute of [0, 20]) {
    const now = new Date(STARTS_AT.getTime() + minute * MINUTE);
    shop.clock.goTo(minute);
    await makeAllDue(shop.setup.database, now, true);
    for (const { id } of rows) await visitArticle(shop.stet, { articleId: id }, now);
  }
}, 60_000);
beforeEach(ageDatabase);
afterAll(() => shop.close());

const db = () => shop.stet.database.db;

/** As an extractor before this one left it; the database's own guards are set aside for it. */
async function ageDatabase(): Promise<void> {
  await db()
    .transaction()
    .execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`delete from derivations`.execute(tx);
      await sql`update versions set extractor = 1, record = jsonb_set(record::jsonb, '{extractor}', '1')::json`.execute(
        tx,
      );
      await sql`update changes set extractor = 1`.execute(tx);
    });
}

async function order(): Promise<string> {
  const made = await orderReextraction(db(), { sourceId: 'plain-wire', isDryRun, by: 'anna' }, shop.clock.now());
  if (made === null) throw new Error('another order has not ended');
  return made.id;
}
const run = (reextractionId: string, stopping: AbortSignal = goingOn, stet = shop.stet) =>
  runReextraction(stet, { reextractionId }, stopping);
const load = async (id: string) => await loadReextraction(db(), id);
const countDerivations = async () => (await db().selectFrom('derivations').select('number').execute()).length;

/** Tells the process to end once so many articles were begun. */
function stopAfter(articles: number): AbortSignal {
  const controller = new AbortController();
  let begun = 0;
  return new Proxy(controller.signal, {
    get: (signal, key) => (key === 'aborted' ? begun++ >= articles : Reflect.get(signal, key)),
  });
}

describe('an order to read anew', () => {
  it('is done by a worker that the sweep wakes, with one job waiting at most', async () => {
    const id = await order();
    const sweepAt = (realMs: number) =>
      sweep(shop.stet, shop.queues, { ...SWEEP_SETTINGS, requeueMs: 1 }, STARTS_AT, new Date(realMs));
    await sweepAt(1_000);
    await sweepAt(2_000);
    expect(await shop.queues.reextract.getJobCounts('waiting')).toMatchObject({ waiting: 1 });
    const workers = startWorkers(shop.stet, shop.backend, ['reextract']);
    while ((await load(id))?.ended_at === null) await sleep(50);
    await workers.stop(5_000);
    const done = await load(id);
    expect(done).toMatchObject({ status: 'done', asked_by: 'anna', held: [], totals: { articles: 2, failed: 0 } });
    expect(done?.totals.read).toBeGreaterThanOrEqual(2);
    expect(await countDerivations()).toBe(done?.totals.read);
  });

  it.each([false, true])('goes on in the next process where this one was told to end (dry run: %s)', async (isDry) => {
    isDryRun = isDry;
    const whole = await order();
    await run(whole);
    const { totals } = (await load(whole)) ?? { totals: noTotals() };
    expect(totals.articles).toBe(2);
    await ageDatabase();
    const id = await order();
    expect(await run(id, stopAfter(1))).toMatchObject({ outcome: 'left to the next process' });
    expect(await load(id)).toMatchObject({ status: 'running', ended_at: null, totals: { articles: 1 } });
    expect(await run(id)).toMatchObject({ outcome: 'done', totals });
    expect(await countDerivations()).toBe(isDry ? 0 : totals.read);
    expect(await run(id)).toBeNull();
    isDryRun = false;
  });

  it('is there once until it ends, and done once, however often its job is delivered', async () => {
    const id = await order();
    expect(await orderReextraction(db(), { sourceId: null, isDryRun: true, by: null }, shop.clock.now())).toBeNull();
    const reports = await Promise.all([run(id), run(id)]);
    expect(reports.map((report) => report?.outcome ?? null).sort()).toEqual(['done', null]);
  });

  it('ends when it is stopped', async () => {
    const id = await order();
    const readers = {
      ...shop.stet.readers,
      read: async (...asked: Parameters<typeof shop.stet.readers.read>) => {
        await endReextraction(db(), id, { status: 'stopped' }, shop.clock.now());
        return await shop.stet.readers.read(...asked);
      },
    };
    expect(await run(id, goingOn, { ...shop.stet, readers })).toMatchObject({ outcome: 'stopped' });
    expect(await load(id)).toMatchObject({ status: 'stopped' });
  });

  it('says why it failed, and lets the next one be', async () => {
    const id = await order();
    const readers = {
      ...shop.stet.readers,
      read: async () => {
        throw new Error('the threads are gone');
      },
    };
    await expect(run(id, goingOn, { ...shop.stet, readers })).rejects.toThrow('the threads are gone');
    expect(await load(id)).toMatchObject({ status: 'failed', reason: 'It broke off: the threads are gone' });
    await run(await order());
  });
});
