import { createRoute, z } from '@hono/zod-openapi';
import { listAliases } from '../../../storage/aliases.ts';
import { listArticleUrls, loadArticle } from '../../../storage/articles.ts';
import type { Elsewhere } from '../../../storage/find-elsewhere.ts';
import { idSchema } from '../id-schema.ts';
import { loadElsewhere } from '../load-elsewhere.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const tags = ['Articles'];
const params = z.strictObject({ id: idSchema.describe("The article's id.") });
const counted = z.int().nonnegative();

const addressesSchema = z
  .strictObject({
    urls: z.array(z.string()).describe('Every URL under which it was met, oldest first.'),
    aliases: z
      .array(z.strictObject({ article: z.string(), url: z.string(), versions: counted }))
      .describe('Articles that turned out to be this one; `split` takes one of them back.'),
  })
  .meta({ id: 'Addresses' });

const elsewhereSchema = z
  .strictObject({
    passages: counted.describe('By how many passages of its newest version it was looked for.'),
    items: z.array(
      z.strictObject({
        article: z.string(),
        source: z.string(),
        url: z.string(),
        headline: z.string().nullable(),
        version: z.int().positive().describe('The newest version that has them.'),
        seenAt: z.iso.datetime(),
        passages: counted.describe('How many of the passages that version has.'),
      }),
    ),
  })
  .meta({ id: 'Elsewhere' });

const addressesRoute = createRoute({
  operationId: 'listAddresses',
  method: 'get',
  path: '/articles/{id}/addresses',
  tags,
  summary: 'Where an article was met, and what turned out to be it',
  request: { params },
  responses: jsonAnswers(addressesSchema, [400, 404]),
});

const elsewhereRoute = createRoute({
  operationId: 'findElsewhere',
  method: 'get',
  path: '/articles/{id}/elsewhere',
  tags,
  summary: 'Articles of other sources that carry the same text, ten at most',
  request: { params },
  responses: jsonAnswers(elsewhereSchema, [400, 404]),
});

/** What belongs to an article beside itself: its addresses and aliases, and who else carries its text. */
export function addCompanyOperations(api: Api, { db }: Web): void {
  api.openapi(addressesRoute, async (c) => {
    const article = await loadArticle(db, c.req.valid('param').id);
    if (article === null) return answerProblem(c, 404, TEXTS.api.noArticle);
    const [urls, aliases] = await Promise.all([listArticleUrls(db, article.id), listAliases(db, article.id)]);
    return c.json({ urls, aliases: aliases.map(({ id, url, versions }) => ({ article: id, url, versions })) }, 200);
  });
  api.openapi(elsewhereRoute, async (c) => {
    const article = await loadArticle(db, c.req.valid('param').id);
    if (article === null) return answerProblem(c, 404, TEXTS.api.noArticle);
    const { elsewhere, passages } = await loadElsewhere(db, article);
    return c.json({ passages, items: elsewhere.map(elsewhereJson) }, 200);
  });
}

function elsewhereJson({ articleId: article, sourceId: source, number: version, seenAt, ...rest }: Elsewhere) {
  const { url, headline, passages } = rest;
  return { article, source, url, headline, version, seenAt: seenAt.toISOString(), passages };
}
