import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLifeChange } from '../../../src/compare/life/make-life-change.ts';
import type { Change } from '../../../src/model/change.ts';
import { UNTROUBLED } from '../../../src/model/life.ts';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { addArticles, findArticlesByAddress, listArticlesDue, loadArticle } from '../../../storage/articles.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { findChanges, listChangeSummaries, loadChange } from '../../../storage/changes.ts';
import { listDeliveriesDue } from '../../../storage/deliveries.ts';
import { saveDerivation } from '../../../storage/derivations.ts';
import { listArticles } from '../../../storage/list-articles.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import { loadPayload } from '../../../storage/payloads.ts';
import { saveVisit } from '../../../storage/save-visit.ts';
import { latestVersion, listPastVersions, listVersions, loadVersion } from '../../../storage/versions.ts';
import { makePage, makeRecord, makeVerdict, UNWATCHED } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { plannedAt } from '../../helpers/visit-plan.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-01T10:10:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.db
    .insertInto('sources')
    .values({ id: 'paper', name: 'Paper', homepage: 'https://paper.example/', enabled: true, removed_at: null })
    .execute();
});
afterAll(() => database.drop());

let count = 0;
async function addArticle() {
  count += 1;
  const identity = `story-${count}`;
  const url = `https://paper.example/${identity}`;
  await addArticles(database.db, 'paper', [{ identity, url, title: null }], NOW);
  const [article] = await findArticlesByAddress(database.db, [url], []);
  if (article === undefined) throw new Error('the article was not added');
  return article;
}

async function visit(articleId: string, headline: string, bytes: string | Uint8Array, now: Date) {
  const article = await loadArticle(database.db, articleId);
  if (article === null) throw new Error('no such article');
  const verdict = makeVerdict(makeRecord(headline, ['One.', 'Two.']), article.versions === 0);
  const planVisit = plannedAt(new Date(now.getTime() + 60_000));
  const page = makePage(bytes, { etag: '"a"' });
  return await saveVisit(
    database.db,
    { article, page, verdict, planVisit, failures: 0, ...UNWATCHED, channelsFor: () => ['newsroom'] },
    now,
  );
}

describe('a visit', () => {
  it('keeps capture, bytes, version, change and delivery, and says when the next one is due', async () => {
    const { id } = await addArticle();
    await visit(id, 'First headline', 'first bytes', NOW);
    const second = await visit(id, 'Second headline', 'second bytes', LATER);

    const captures = await listCaptures(database.db, id);
    expect(captures.map((capture) => capture.outcome)).toEqual(['changed', 'new']);
    expect(await listVersions(database.db, id)).toMatchObject([
      { number: 1, headline: 'First headline', seenAt: NOW },
      { number: 2, headline: 'Second headline', seenAt: LATER },
    ]);
    expect((await loadVersion(database.db, id, 1))?.record.headline).toBe('First headline');
    expect((await latestVersion(database.db, id))?.number).toBe(2);
    const bytes = await loadPayload(database.db, captures[0]?.payload_id ?? '');
    expect(new TextDecoder().decode(bytes ?? undefined)).toBe('second bytes');
    expect(await findChanges(database.db, second?.changeId?.slice(0, 6) ?? '-')).toMatchObject([
      { from_version: 1, to_version: 2, kinds: ['headline'], source_id: 'paper', headline: 'Second headline' },
    ]);
    const deliveries = await listDeliveriesDue(database.db, LATER, 100);
    expect(deliveries.filter((delivery) => delivery.changeId === second?.changeId)).toHaveLength(1);
    expect(await loadArticle(database.db, id)).toMatchObject({
      versions: 2,
      last_outcome: 'changed',
      etag: '"a"',
      next_visit_at: new Date(LATER.getTime() + 60_000),
    });
  });

  it('keeps what befell the article as a change of its newest version, and noise of one kind once', async () => {
    const { id } = await addArticle();
    await visit(id, 'First headline', 'first bytes', NOW);
    const remarkAt = async (remark: Change, at: Date) => {
      const article = await loadArticle(database.db, id);
      if (article === null) throw new Error('no such article');
      const verdict = { ...makeVerdict(makeRecord('x'), true), outcome: 'noise' as const, version: null };
      const life = { ...UNTROUBLED, standing: 'gone' as const };
      return await saveVisit(
        database.db,
        {
          ...{
            article,
            page: makePage('x'),
            failures: 0,
            planVisit: plannedAt(LATER),
            ...UNWATCHED,
            channelsFor: () => ['newsroom'],
          },
          verdict: { ...verdict, life, remarks: [remark] },
        },
        at,
      );
    };
    const gone = makeLifeChange({ kind: 'gone', before: 'live', what: 'It answered 404' });
    const noise: Change = {
      ...gone,
      ...{ kinds: ['tags'], noise: true, importance: 0, terms: [], touched: true },
      passedOver: [{ rule: 'tag-order', what: 'the same in another order' }],
    };
    const shown = await remarkAt(gone, LATER);
    await remarkAt(noise, new Date(LATER.getTime() + 1));
    await remarkAt(noise, new Date(LATER.getTime() + 2));

    const kept = await listChangeSummaries(database.db, id);
    expect(kept).toMatchObject([
      { from_version: 1, to_version: 1, kinds: ['gone'], capture_id: shown?.captureId },
      { from_version: 1, to_version: 1, kinds: ['tags'], noise: true },
    ]);
    expect(kept).toHaveLength(2);
    expect(await loadChange(database.db, kept[0]?.id ?? '')).toMatchObject({
      ...{ terms: [{ term: 'gone', value: 0.8, why: 'It answered 404' }], passed_over: [], touched: false },
    });
    expect(await loadChange(database.db, kept[1]?.id ?? '')).toMatchObject({
      ...{ terms: [], touched: true, passed_over: [{ rule: 'tag-order', what: 'the same in another order' }] },
    });
    const due = await listDeliveriesDue(database.db, LATER, 100);
    expect(due.map((delivery) => delivery.changeId)).toContain(kept[0]?.id);
    expect(await loadArticle(database.db, id)).toMatchObject({ life: { standing: 'gone' }, versions: 1 });
    expect(await listPastVersions(database.db, id, UNWATCHED.readBy, null)).toMatchObject([{ number: 1, kinds: [] }]);
  });

  it('is planned by edits alone: not by versions that were compared with nothing, nor by what is noise by now', async () => {
    const { id } = await addArticle();
    const planned: Date[][] = [];
    const visitAt = async (headline: string, minute: number, isCompared: boolean) => {
      const article = await loadArticle(database.db, id);
      if (article === null) throw new Error('no such article');
      const at = new Date(NOW.getTime() + minute * 60_000);
      const planVisit = (changedAt: Date[]) => {
        planned.push(changedAt);
        return plannedAt(at)();
      };
      const verdict = makeVerdict(makeRecord(headline), !isCompared);
      const visit = { article, page: makePage(headline), verdict, planVisit, failures: 0, ...UNWATCHED };
      return await saveVisit(database.db, visit, at);
    };
    await visitAt('One', 0, false);
    await visitAt('Two', 1, false);
    const third = await visitAt('Three', 2, true);
    await visitAt('Four', 3, true);
    await database.db
      .updateTable('changes')
      .set({ noise: true })
      .where('id', '=', third?.changeId ?? '')
      .execute();
    await visitAt('Five', 4, true);
    const minutes = planned.map((times) => times.map((time) => (time.getTime() - NOW.getTime()) / 60_000));
    expect(minutes).toEqual([[], [], [2], [2, 3], [3, 4]]);
  });

  it('is stored once when two workers made it at the same time', async () => {
    const { id } = await addArticle();
    const article = await loadArticle(database.db, id);
    if (article === null) throw new Error('no such article');
    const finished = {
      article,
      page: makePage('bytes'),
      verdict: makeVerdict(makeRecord('A headline'), true),
      planVisit: plannedAt(LATER),
      failures: 0,
      ...UNWATCHED,
    };
    const saved = await Promise.all([1, 2, 3].map(() => saveVisit(database.db, finished, NOW)));
    expect(saved.filter((each) => each !== null)).toHaveLength(1);
    expect(await listCaptures(database.db, id)).toHaveLength(1);
    expect(await listVersions(database.db, id)).toHaveLength(1);
  });

  it('stores nothing at all when the last statement fails', async () => {
    const { id } = await addArticle();
    const article = await loadArticle(database.db, id);
    if (article === null) throw new Error('no such article');
    const verdict = makeVerdict(makeRecord('A headline'), true);
    const failing = () => {
      throw new Error('no next visit');
    };
    const finished = {
      article,
      page: makePage('x'),
      verdict,
      planVisit: failing,
      failures: 0,
      ...UNWATCHED,
    };
    await expect(saveVisit(database.db, finished, NOW)).rejects.toThrow('no next visit');
    expect(await listCaptures(database.db, id)).toEqual([]);
    expect(await listVersions(database.db, id)).toEqual([]);
    expect(await loadArticle(database.db, id)).toEqual(article);
  });

  it('takes text that PostgreSQL cannot store as it is', async () => {
    const { id } = await addArticle();
    await visit(id, 'Nul \u0000 and half \ud83d a pair', 'bytes', NOW);
    expect((await latestVersion(database.db, id))?.record.headline).toBe('Nul  and half \ufffd a pair');
  });
});

describe('bytes', () => {
  it('come back as they were, and cost little when they are much like the first', async () => {
    const { id } = await addArticle();
    const page = randomBytes(60_000).toString('base64');
    await visit(id, 'One', page, NOW);
    await visit(id, 'Two', `<nav>other furniture</nav>${page.slice(40)}<p>an added line</p>`, LATER);
    const rows = await database.db.selectFrom('payloads').selectAll().where('article_id', '=', id).execute();
    const later = rows.find((row) => row.keyframe_id !== null);
    expect(rows).toHaveLength(2);
    expect(later?.bytes.byteLength).toBeLessThan(500);
    const bytes = await loadPayload(database.db, later?.id ?? '');
    expect(new TextDecoder().decode(bytes ?? undefined)).toBe(
      `<nav>other furniture</nav>${page.slice(40)}<p>an added line</p>`,
    );
  });

  it('that are equal are stored once, and altered ones are not handed out', async () => {
    const { id } = await addArticle();
    await visit(id, 'One', 'the same', NOW);
    await visit(id, 'Two', 'the same', LATER);
    const rows = await database.db.selectFrom('payloads').selectAll().where('article_id', '=', id).execute();
    expect(rows).toHaveLength(1);
    const payloadId = rows[0]?.id ?? '';
    await sql`update payloads set sha256 = 'x'::bytea where id = ${payloadId}`.execute(database.db);
    await expect(loadPayload(database.db, payloadId)).rejects.toThrow('do not have their digest');
  });
});

describe('captures, versions and derivations', () => {
  it.each(['captures', 'versions', 'derivations'])('%s cannot be altered, deleted or emptied', async (table) => {
    const { id } = await addArticle();
    await visit(id, 'One', 'bytes', NOW);
    const derivation = { articleId: id, number: 1, by: { extractor: 2, rules: 'other' }, record: makeRecord('One') };
    await saveDerivation(database.db, derivation, NOW);
    for (const statement of [
      `update ${table} set article_id = article_id where article_id = '${id}'`,
      `delete from ${table} where article_id = '${id}'`,
      `truncate ${table} cascade`,
    ]) {
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only');
    }
  });
});

describe('what is due', () => {
  it('is handed out per host as fast as the host may be asked', async () => {
    const { db } = database;
    await db
      .insertInto('sources')
      .values({ id: 'slow', name: 'Slow', homepage: 'https://slow.example/', enabled: true, removed_at: null })
      .execute();
    const candidates = Array.from({ length: 20 }, (_, index) => ({
      identity: `s${index}`,
      url: `https://slow.example/s${index}`,
      title: null,
    }));
    await addArticles(db, 'slow', candidates, NOW);
    const ask = (delayMs: number) =>
      listArticlesDue(db, { now: LATER, delaysMs: new Map([['slow', delayMs]]), windowMs: 4_000, limit: 100 });
    expect(await ask(2_000)).toHaveLength(2);
    expect(await ask(10_000)).toHaveLength(1);
    expect(await ask(0)).toHaveLength(20);
  });

  it.each(['before', 'after'])(
    'an article that is gone has moved to a URL that was listed %s it went',
    async (order) => {
      const { db } = database;
      const { id, identity, url: before } = await addArticle();
      const url = `https://paper.example/another-slug-${order}`;
      const list = (at: string, now: Date) => addArticles(db, 'paper', [{ identity, url: at, title: null }], now);
      if (order === 'before') await list(url, LATER);
      await db
        .updateTable('articles')
        .set({ status: 'gone', next_visit_at: null, etag: '"a"' })
        .where('id', '=', id)
        .execute();
      await list(before, LATER);
      expect(await loadArticle(db, id)).toMatchObject({ url: before, next_visit_at: null });
      expect(await list(url, LATER)).toBe(0);
      expect(await loadArticle(db, id)).toMatchObject({ url, status: 'moved', next_visit_at: LATER, etag: null });
    },
  );
});

describe('lists', () => {
  it('find articles and changes by their text, old text too', async () => {
    const { id } = await addArticle();
    await visit(id, 'Ministerium dementiert', 'a', NOW);
    await visit(id, 'Ministerium schweigt', 'b', LATER);
    const found = await listArticles(database.db, { search: 'dementiert', limit: 10 });
    expect(found.map((article) => article.id)).toEqual([id]);
    const changes = await listChanges(database.db, { search: 'dementiert', limit: 10 });
    expect(changes.map((change) => change.article_id)).toEqual([id]);
  });

  it('leave out what a reviewer called noise, unless asked', async () => {
    const { id } = await addArticle();
    await visit(id, 'One', 'a', NOW);
    const saved = await visit(id, 'Two', 'b', LATER);
    const changeId = saved?.changeId ?? '';
    await saveAnnotation(database.db, { changeId, verdict: 'flagged', note: 'look' }, LATER);
    expect(await listChanges(database.db, { articleId: id, limit: 10 })).toMatchObject([
      { verdict: 'flagged', note: 'look' },
    ]);
    await saveAnnotation(database.db, { changeId, verdict: 'noise', note: null }, LATER);
    expect(await listChanges(database.db, { articleId: id, limit: 10 })).toEqual([]);
    expect(await listChanges(database.db, { articleId: id, limit: 10, withNoise: true })).toHaveLength(1);
    expect(await listChanges(database.db, { articleId: id, limit: 10, withNoise: true, status: 'new' })).toEqual([]);
  });
});
