import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchDrift } from '../../../jobs/watch-drift.ts';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { listTraits } from '../../../src/compare/drift/list-traits.ts';
import type { Article } from '../../../src/model/article.ts';
import { UNTROUBLED } from '../../../src/model/life.ts';
import { addArticles, findArticlesByAddress, loadArticle } from '../../../storage/articles.ts';
import { decideDrift, listDrifts } from '../../../storage/drifts.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import { saveVisit } from '../../../storage/save-visit.ts';
import { makePage, makeRecord, UNWATCHED } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';

const START = Date.parse('2026-03-03T09:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const TOPICS = ['trams', 'harbour', 'school', 'river', 'market', 'library', 'theatre', 'bridge', 'stadium', 'museum'];
const story = (place: number) => {
  const topic = TOPICS[place] ?? `topic ${place}`;
  return makeRecord(`News of the ${topic}`, [`The ${topic} opened.`, `People came to the ${topic} in the morning.`]);
};
const withBox = (record: Article): Article => ({
  ...record,
  digest: `${record.digest}+`,
  body: [...record.body, { type: 'paragraph', text: 'Support our work with a gift.', spans: [] }],
});

/** A source with stories, each visited once. */
async function openSource(id: string, stories: number): Promise<string[]> {
  const { db } = database;
  const homepage = `https://${id}.example/`;
  await db.insertInto('sources').values({ id, name: id, homepage, enabled: true, removed_at: null }).execute();
  const ids: string[] = [];
  for (let place = 0; place < stories; place += 1) {
    const url = `${homepage}${place}`;
    await addArticles(db, id, [{ identity: `${place}`, url, title: null }], at(0));
    const [article] = await findArticlesByAddress(db, [url], []);
    ids.push(article?.id ?? '');
    await visit(id, ids[place] ?? '', story(place), null, at(1));
  }
  return ids;
}

/** Keeps a visit as the job does; gives the change's id, and the edits that the next visit is planned by. */
async function visit(sourceId: string, articleId: string, record: Article, before: Article | null, now: Date) {
  const article = await loadArticle(database.db, articleId);
  if (article === null) throw new Error('no such article');
  const change = before === null ? null : compareVersions(before, record);
  const life = { life: UNTROUBLED, status: 'live' as const, movedTo: null, mergedInto: null, remarks: [], reason: '' };
  const isNew = before === null;
  const verdict = { ...life, outcome: isNew ? ('new' as const) : ('changed' as const), version: record, change };
  let edits: Date[] = [];
  const saved = await saveVisit(
    database.db,
    {
      ...{ article, page: makePage('x'), verdict, failures: 0, ...UNWATCHED, traitsOf: listTraits },
      planVisit: (changedAt) => {
        edits = changedAt;
        return { at: at(1_000), why: 'expected' as const, liveliness: 1 };
      },
      channelsFor: () => ['newsroom'],
      watchDrift: (tx, traited) => watchDrift(tx, sourceId, traited, now),
    },
    now,
  );
  return { changeId: saved?.changeId ?? '', edits };
}

const statusesOf = async (changeIds: string[]) =>
  (await database.db.selectFrom('deliveries').select('status').where('change_id', 'in', changeIds).execute()).map(
    ({ status }) => status,
  );

describe('many articles of a source that change at once in the same way', () => {
  it('are put in quarantine together, with those that come later, and an edit of its own stays in sight', async () => {
    const ids = await openSource('gazette', 8);
    const shown = async () => (await listChanges(database.db, { sourceId: 'gazette', limit: 50 })).map(({ id }) => id);
    const changes: string[] = [];
    for (const place of [0, 1, 2, 3]) {
      const { changeId } = await visit(
        'gazette',
        ids[place] ?? '',
        withBox(story(place)),
        story(place),
        at(10 + place),
      );
      changes.push(changeId);
    }
    expect((await shown()).toSorted()).toEqual(changes.toSorted());
    const fifth = await visit('gazette', ids[4] ?? '', withBox(story(4)), story(4), at(14));
    changes.push(fifth.changeId);
    expect(await shown()).toEqual([]);
    expect(fifth.edits).toEqual([]);

    const sixth = await visit('gazette', ids[5] ?? '', withBox(story(5)), story(5), at(15));
    changes.push(sixth.changeId);
    const edited = makeRecord('News of the theatre', [
      'The theatre closed.',
      'People came to the theatre in the morning.',
    ]);
    const seventh = await visit('gazette', ids[6] ?? '', withBox(edited), story(6), at(16));
    expect(await shown()).toEqual([seventh.changeId]);
    expect(seventh.edits).toEqual([at(16)]);
    expect(new Set(await statusesOf(changes))).toEqual(new Set(['held']));
    expect(await statusesOf([seventh.changeId])).toEqual(['pending']);

    const [drift] = await listDrifts(database.db, { sourceId: 'gazette' });
    expect(drift).toMatchObject({ status: 'open', articles: 6, changes: 6 });
    expect(drift?.examples).toHaveLength(5);

    expect(await decideDrift(database.db, drift?.id ?? '', 'rejected', at(20))).toBe(6);
    expect(await shown()).toEqual([seventh.changeId]);
    const late = await visit('gazette', ids[7] ?? '', withBox(story(7)), story(7), at(30));
    expect(await shown()).not.toContain(late.changeId);
    expect((await listChanges(database.db, { sourceId: 'gazette', withNoise: true, limit: 50 })).length).toBe(8);

    await decideDrift(database.db, drift?.id ?? '', 'accepted', at(40));
    expect((await shown()).toSorted()).toEqual([...changes, seventh.changeId, late.changeId].toSorted());
    expect(new Set(await statusesOf(changes))).toEqual(new Set(['pending']));
  });

  it('are edits when a person has said so, and raise no alarm again', async () => {
    const ids = await openSource('herald', 7);
    for (const place of [0, 1, 2, 3, 4]) {
      await visit('herald', ids[place] ?? '', withBox(story(place)), story(place), at(10 + place));
    }
    const [drift] = await listDrifts(database.db, { sourceId: 'herald' });
    await decideDrift(database.db, drift?.id ?? '', 'accepted', at(20));
    for (const place of [5, 6])
      await visit('herald', ids[place] ?? '', withBox(story(place)), story(place), at(30 + place));
    expect(await listChanges(database.db, { sourceId: 'herald', limit: 50 })).toHaveLength(7);
    expect(await listDrifts(database.db, { sourceId: 'herald', isOpenOnly: true })).toEqual([]);
  });

  it('are not alike when each was edited by somebody, or when most others stayed as they were', async () => {
    const ids = await openSource('courier', 10);
    for (const place of TOPICS.keys()) {
      const edited = makeRecord(story(place).headline ?? '', [
        `The ${TOPICS[place]} opened.`,
        `${place + 2} thousand people came to the ${TOPICS[place]} in the morning.`,
      ]);
      await visit('courier', ids[place] ?? '', edited, story(place), at(10 + place));
    }
    expect(await listChanges(database.db, { sourceId: 'courier', limit: 50 })).toHaveLength(10);
    const few = await openSource('echo', 10);
    for (const place of [5, 6, 7, 8]) {
      await visit('echo', few[place] ?? '', withBox(story(place)), story(place), at(10 + place));
    }
    expect(await listChanges(database.db, { sourceId: 'echo', limit: 50 })).toHaveLength(4);
  });
});
