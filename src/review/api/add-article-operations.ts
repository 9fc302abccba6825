import { createRoute, z } from '@hono/zod-openapi';
import { loadArticle } from '../../../storage/articles.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { listLikenesses } from '../../../storage/likenesses.ts';
import { findArticlesWithin } from '../../../storage/list-articles.ts';
import { listVersions, loadVersion } from '../../../storage/versions.ts';
import { compareVersions } from '../../compare/compare-versions.ts';
import { splitArticle, visitArticleSoon } from '../act-on-article.ts';
import { idSchema } from '../id-schema.ts';
import { articleJson, captureJson, versionJson, versionRecordJson } from '../json-shapes.ts';
import { placeOfArticle } from '../load-articles.ts';
import { articleFilters } from '../read-filters.ts';
import { loadAlike } from '../routes/load-side.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, listAnswers, listParameters, toPage } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import {
  articleSchema,
  captureSchema,
  comparisonSchema,
  versionNumber as number,
  versionRecordSchema,
  versionSchema,
} from './schemas.ts';

const tags = ['Articles'];
const id = idSchema.describe("The article's id.");
const idParameters = z.strictObject({ id });
const OTHER_READER =
  'These versions were read by different extractors or rules, and are not compared: run "stet reextract".';

const listRoute = createRoute({
  operationId: 'listArticles',
  method: 'get',
  path: '/articles',
  tags,
  summary: 'Articles that fit the filters, the newest change first',
  request: { query: z.strictObject({ ...articleFilters, ...listParameters }) },
  responses: listAnswers(articleSchema),
});

const getRoute = createRoute({
  operationId: 'getArticle',
  method: 'get',
  path: '/articles/{id}',
  tags,
  summary: 'One article',
  request: { params: idParameters },
  responses: jsonAnswers(articleSchema, [400, 404]),
});

const capturesRoute = createRoute({
  operationId: 'listCaptures',
  method: 'get',
  path: '/articles/{id}/captures',
  tags,
  summary: 'The captures of an article, also those that failed, newest first',
  request: { params: idParameters, query: z.strictObject(listParameters) },
  responses: listAnswers(captureSchema, [404]),
});

const versionsRoute = createRoute({
  operationId: 'listVersions',
  method: 'get',
  path: '/articles/{id}/versions',
  tags,
  summary: 'The versions of an article, oldest first',
  request: { params: idParameters },
  responses: jsonAnswers(z.strictObject({ items: z.array(versionSchema) }), [400, 404]),
});

const versionRoute = createRoute({
  operationId: 'getVersion',
  method: 'get',
  path: '/articles/{id}/versions/{number}',
  tags,
  summary: 'A version with its record',
  request: { params: z.strictObject({ id, number: number.describe('The number of the version.') }) },
  responses: jsonAnswers(versionRecordSchema, [400, 404]),
});

const compareRoute = createRoute({
  operationId: 'compareVersions',
  method: 'get',
  path: '/articles/{id}/compare',
  tags,
  summary: 'What differs between any two versions; `change` is `null` where nothing does',
  request: {
    params: idParameters,
    query: z.strictObject({
      from: number.describe('The version that is compared.'),
      to: number.describe('The version that it is compared with.'),
    }),
  },
  responses: jsonAnswers(comparisonSchema, [400, 404, 409]),
});

const splitRoute = createRoute({
  operationId: 'splitArticle',
  method: 'post',
  path: '/articles/{id}/split',
  tags,
  summary: 'Set apart an article that was wrongly taken for another one, for good; it is visited next',
  request: { params: idParameters },
  responses: jsonAnswers(articleSchema, [400, 404, 409, 413]),
});

const visitRoute = createRoute({
  operationId: 'visitArticle',
  method: 'post',
  path: '/articles/{id}/visit',
  tags,
  summary: 'Make an article due: it is visited when the politeness towards its host allows',
  request: { params: idParameters },
  responses: jsonAnswers(articleSchema, [400, 404, 409, 413]),
});

/** Articles, their captures and their versions. */
export function addArticleOperations(api: Api, web: Web): void {
  const { db } = web;
  api.openapi(listRoute, async (c) => {
    const { limit, cursor, source: sourceId, status, search } = c.req.valid('query');
    const filter = { sourceId, status, search, behind: cursor, limit: limit + 1 };
    const { found, lookedTo } = await findArticlesWithin(db, filter);
    return c.json(toPage(found, limit, { write: articleJson, placeOf: placeOfArticle, lookedTo }), 200);
  });
  api.openapi(getRoute, async (c) => {
    const article = await loadArticle(db, c.req.valid('param').id);
    return article === null ? answerProblem(c, 404, TEXTS.api.noArticle) : c.json(articleJson(article), 200);
  });
  api.openapi(capturesRoute, async (c) => {
    const { limit, cursor = null } = c.req.valid('query');
    const article = await loadArticle(db, c.req.valid('param').id);
    if (article === null) return answerProblem(c, 404, TEXTS.api.noArticle);
    const found = await listCaptures(db, article.id, limit + 1, cursor);
    const placeOf = (capture: (typeof found)[number]) => ({ at: capture.fetched_at, id: capture.id });
    return c.json(toPage(found, limit, { write: captureJson, placeOf }), 200);
  });
  addVersionOperations(api, db);
  addActs(api, web);
}

function addVersionOperations(api: Api, db: Web['db']): void {
  api.openapi(versionsRoute, async (c) => {
    const article = await loadArticle(db, c.req.valid('param').id);
    if (article === null) return answerProblem(c, 404, TEXTS.api.noArticle);
    const versions = await listVersions(db, article.id);
    return c.json({ items: versions.map((version) => versionJson(article.id, version)) }, 200);
  });
  api.openapi(versionRoute, async (c) => {
    const { id: articleId, number: wanted } = c.req.valid('param');
    const version = await loadVersion(db, articleId, wanted);
    if (version === null) return answerProblem(c, 404, TEXTS.api.noVersion);
    const likenesses = await listLikenesses(db, articleId, wanted);
    return c.json(versionRecordJson(articleId, version, likenesses), 200);
  });
  api.openapi(compareRoute, async (c) => {
    const { id: articleId } = c.req.valid('param');
    const { from, to } = c.req.valid('query');
    const [one, other] = await Promise.all([loadVersion(db, articleId, from), loadVersion(db, articleId, to)]);
    if (one === null || other === null) return answerProblem(c, 404, TEXTS.api.noVersion);
    const alike = await loadAlike(db, articleId, [from, to], null);
    if (alike === null) return answerProblem(c, 409, OTHER_READER);
    return c.json({ article: articleId, from, to, change: compareVersions(...alike) }, 200);
  });
}

function addActs(api: Api, { db, clock }: Web): void {
  api.openapi(splitRoute, async (c) => {
    const { id: articleId } = c.req.valid('param');
    const came = await splitArticle(db, articleId, clock.now());
    if (came === 'own') return answerProblem(c, 409, TEXTS.api.isOwnArticle);
    const article = await loadArticle(db, articleId);
    return article === null ? answerProblem(c, 404, TEXTS.api.noArticle) : c.json(articleJson(article), 200);
  });
  api.openapi(visitRoute, async (c) => {
    const { id: articleId } = c.req.valid('param');
    const came = await visitArticleSoon(db, articleId, clock.now());
    if (came === 'idle') return answerProblem(c, 409, TEXTS.keeping.notVisited);
    const article = await loadArticle(db, articleId);
    return article === null ? answerProblem(c, 404, TEXTS.api.noArticle) : c.json(articleJson(article), 200);
  });
}
