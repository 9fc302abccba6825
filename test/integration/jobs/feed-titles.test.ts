import { afterAll, beforeAll, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { addArticles } from '../../../storage/articles.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  await discoverSource(shop.stet, { sourceId: 'capital-times' }, STARTS_AT);
});
afterAll(() => shop.close());

const titled = (title: string | null) =>
  shop.stet.database.db
    .selectFrom('articles')
    .select(['id', 'identity', 'url', 'feed_title'])
    .where('source_id', '=', 'capital-times')
    .$if(title !== null, (query) => query.where('feed_title', '=', title))
    .where('feed_title', 'is not', null)
    .orderBy('id')
    .execute();

it('what a feed calls an article is kept among the headlines of its versions', async () => {
  const [article] = await titled(null);
  if (article === undefined) throw new Error('no feed named an article');
  const visit = await visitArticle(shop.stet, { articleId: article.id }, STARTS_AT);
  expect(visit?.verdict.outcome).toBe('new');
  expect(visit?.verdict.version?.headlines).toContainEqual({ text: article.feed_title, from: 'feed' });
});

it('what a feed calls it later takes the place of what it did; an endpoint that is no feed changes nothing', async () => {
  const [article] = await titled(null);
  if (article === undefined) throw new Error('no feed named an article');
  const { db } = shop.stet.database;
  const { identity, url } = article;
  await addArticles(
    db,
    'capital-times',
    [{ identity, url, title: 'A title', feedTitle: 'A second title\u0000' }],
    STARTS_AT,
  );
  await addArticles(db, 'capital-times', [{ identity, url, title: 'From a section page' }], STARTS_AT);
  expect(await titled('A second title')).toMatchObject([{ id: article.id }]);
});
