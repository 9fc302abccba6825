import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { learnFromVisits } from '../../../jobs/learn-from-visits.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { PRIOR_RATES } from '../../../src/revisit/edit-rates.ts';
import { loadPlan, loadRates, loadSignals, tellOfEdits } from '../../../storage/revisits.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const MINUTE = 60_000;
const SOURCE = 'capital-times';

let shop: Workshop;
let articleId = '';
const minutesIn = (minutes: number) => new Date(STARTS_AT.getTime() + minutes * MINUTE);
const load = () =>
  shop.stet.database.db.selectFrom('articles').selectAll().where('id', '=', articleId).executeTakeFirstOrThrow();
const makeDue = (at: Date) =>
  shop.stet.database.db.updateTable('articles').set({ next_visit_at: at }).where('id', '=', articleId).execute();

beforeAll(async () => {
  shop = await openWorkshop();
  await discoverSource(shop.stet, { sourceId: SOURCE }, STARTS_AT);
  const { id } = await shop.stet.database.db
    .selectFrom('articles')
    .select('id')
    .where('source_id', '=', SOURCE)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  articleId = id;
});
afterAll(() => shop.close());

describe('learning from visits', () => {
  it('an article says why its next visit is when it is', async () => {
    await visitArticle(shop.stet, { articleId }, STARTS_AT);
    const article = await load();
    expect(article.next_visit_why).not.toBeNull();
    expect(article.liveliness).toBeGreaterThan(0);
  });

  it('learns from each visit once, and plans', async () => {
    const { db } = shop.stet.database;
    await makeDue(minutesIn(30));
    await visitArticle(shop.stet, { articleId }, minutesIn(30));
    expect(await learnFromVisits(db, minutesIn(35))).toBe(0); // a visit of five minutes ago may not be stored yet
    expect(await learnFromVisits(db, minutesIn(60))).toBe(1);
    expect(await learnFromVisits(db, minutesIn(60))).toBe(0);
    const rates = (await loadRates(db, null)).get(SOURCE);
    const watched = (rates?.exposure ?? []).reduce(
      (sum, exposure, bin) => sum + exposure - (PRIOR_RATES.exposure[bin] ?? 0),
      0,
    );
    expect(watched).toBeGreaterThan(0);
    const plan = await loadPlan(db);
    expect(plan?.thresholds.length).toBeGreaterThan(3);
    await learnFromVisits(db, minutesIn(200));
    expect((await loadPlan(db))?.plannedAt).toEqual(minutesIn(200));
  });

  it('is told of an edit by a feed, visits, and learns whether it was true', async () => {
    const { db } = shop.stet.database;
    const { identity } = await load();
    await makeDue(minutesIn(10_000));
    const tell = (minutes: number, isTrusted: boolean) =>
      tellOfEdits(db, SOURCE, [{ identity, updatedAt: minutesIn(minutes) }], { isTrusted, now: minutesIn(100) });
    expect(await tell(20, true)).toBe(0); // older than the last visit
    expect(await tell(5_000, true)).toBe(0); // in the future
    expect(await tell(90, false)).toBe(1);
    expect((await load()).next_visit_at).toEqual(minutesIn(10_000)); // such as tells untruths is not believed
    expect(await tell(90, true)).toBe(0); // told before
    expect(await tell(95, true)).toBe(1);
    expect(await load()).toMatchObject({ next_visit_at: minutesIn(100), next_visit_why: 'told' });
    await visitArticle(shop.stet, { articleId }, minutesIn(100));
    const { told, confirmed } = await loadSignals(db, SOURCE);
    expect({ told, confirmed }).toEqual({ told: 1, confirmed: 0 });
  });

  it('wakes no article that is visited as another', async () => {
    const { db } = shop.stet.database;
    const { identity } = await load();
    const other = await db.selectFrom('articles').select('id').where('id', '<>', articleId).executeTakeFirstOrThrow();
    const merged = { merged_into: other.id, next_visit_at: null };
    await db.updateTable('articles').set(merged).where('id', '=', articleId).execute();
    const told = [{ identity, updatedAt: minutesIn(190) }];
    expect(await tellOfEdits(db, SOURCE, told, { isTrusted: true, now: minutesIn(200) })).toBe(0);
    expect((await load()).next_visit_at).toBeNull();
  });
});
