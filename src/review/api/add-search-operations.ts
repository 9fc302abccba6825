import { createRoute, z } from '@hono/zod-openapi';
import { ARTICLE_STATUSES } from '../../model/outcome.ts';
import { parseSearch } from '../../model/parse-search.ts';
import { type Found, loadFound } from '../load-found.ts';
import { searchFilters, toVersionFilter } from '../read-search.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { writeCursor } from './cursor.ts';
import { jsonAnswers, listParameters } from './list-answer.ts';

const number = z.int().positive();
const time = z.iso.datetime().describe('ISO 8601, in UTC.');
const turns = z.array(
  z.strictObject({
    version: number,
    change: z.string().nullable().describe('The id of the change, where one is kept.'),
  }),
);

const foundSchema = z
  .strictObject({
    article: z.string().describe("The article's id."),
    source: z.string().describe("The source's id."),
    url: z.string(),
    status: z.enum(ARTICLE_STATUSES),
    headline: z.string().nullable().describe('Of the newest version.'),
    versions: number.describe('How many versions the article has.'),
    runs: z.array(z.strictObject({ from: number, to: number })).describe('Versions in a row that have the words.'),
    firstSeenAt: time,
    lastSeenAt: time.describe('When the newest version with the words was seen.'),
    unsaidSince: number.nullable().describe('The version since which the words are not there; `null`: they are.'),
    came: turns.describe('Versions after the first with which the words came.'),
    went: turns.describe('Versions with which the words went.'),
    snippet: z
      .array(z.strictObject({ text: z.string(), isMatch: z.boolean() }))
      .describe('Of the newest version with the words.'),
  })
  .meta({ id: 'Found' });

const foundPageSchema = z.strictObject({
  items: z.array(foundSchema),
  next: z
    .string()
    .nullable()
    .describe('The `cursor` of the next page, also where none was found so far; `null` on the last one.'),
  lookedTo: time
    .nullable()
    .describe(
      'Only versions seen since then were gone through for this page: `next` goes on to older ones. `null`: nothing was left out.',
    ),
});

const searchRoute = createRoute({
  operationId: 'searchVersions',
  method: 'get',
  path: '/search',
  tags: ['Search'],
  summary: 'Articles of which any version has these words, also where the newest lacks them',
  request: {
    query: z.strictObject({
      ...searchFilters,
      q: searchFilters.q.describe('Words; "a phrase"; -without; begin*. Without any word nothing is found.'),
      ...listParameters,
    }),
  },
  responses: jsonAnswers(foundPageSchema, [400]),
});

/** The search over the text of all versions. */
export function addSearchOperations(api: Api, { db }: Web): void {
  api.openapi(searchRoute, async (c) => {
    const { limit, cursor, q = '', ...query } = c.req.valid('query');
    const { items, next, lookedTo } = await loadFound(db, parseSearch(q), {
      ...toVersionFilter(query),
      behind: cursor,
      limit,
    });
    return c.json(
      {
        items: items.map(foundJson),
        next: next === null ? null : writeCursor(next),
        lookedTo: lookedTo?.toISOString() ?? null,
      },
      200,
    );
  });
}

function foundJson({
  articleId,
  sourceId,
  language,
  number: _newest,
  seenAt,
  firstSeenAt,
  lastSeenAt,
  ...found
}: Found) {
  return {
    article: articleId,
    source: sourceId,
    ...found,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
