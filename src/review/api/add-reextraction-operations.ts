import { createRoute, z } from '@hono/zod-openapi';
import { REEXTRACTION_STATUSES } from '../../../storage/reextraction-tables.ts';
import {
  endReextraction,
  listReextractions,
  loadReextraction,
  orderReextraction,
  type Reextraction,
} from '../../../storage/reextractions.ts';
import { WATCHED_FIELDS } from '../../model/article.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { idSchema } from '../id-schema.ts';
import { storableSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { API_PATH } from './api-path.ts';
import type { Api } from './build-api.ts';
import { acceptedAnswers, jsonAnswers, jsonBody } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const tags = ['Reading anew'];
const SHOWN = 50;

const counted = z.int().nonnegative();
const time = z.iso.datetime().nullable();

const reextractionSchema = z
  .strictObject({
    id: z.string(),
    source: z.string().nullable().describe('Of this source; null: of all.'),
    dryRun: z.boolean().describe('true: nothing is kept, and only counted what would differ.'),
    status: z.enum(REEXTRACTION_STATUSES),
    reason: z.string().nullable().describe('Why it failed.'),
    askedAt: z.iso.datetime(),
    askedBy: z.string().nullable(),
    begunAt: time,
    endedAt: time.describe('null: it has not ended. After a restart it goes on where it was.'),
    articles: counted.describe('Articles that were gone through so far.'),
    versions: counted,
    read: counted.describe('Versions that had to be read from their bytes.'),
    differing: counted.describe('Of these, those whose record differs from the stored one in what is watched.'),
    fields: z.partialRecord(z.enum(WATCHED_FIELDS), counted).describe('In how many versions each field differs.'),
    unreadable: counted.describe('Versions that could not be read as an article any more; they stay as they are.'),
    failed: counted.describe('Of these, those where something went wrong.'),
    edits: z
      .strictObject({ compared: counted, altered: counted, noise: counted, added: counted })
      .describe('Pairs compared anew; edits told otherwise, of these as noise; edits added.'),
    held: z
      .array(z.string())
      .describe('Articles that another process held for too long, by their URLs: they are as they were.'),
  })
  .meta({ id: 'Reextraction' });

const params = z.strictObject({ id: idSchema.describe('The id of the order.') });

const listRoute = createRoute({
  operationId: 'listReextractions',
  method: 'get',
  path: '/reextractions',
  tags,
  summary: 'The newest fifty orders to read what is stored anew, newest first',
  responses: jsonAnswers(z.strictObject({ items: z.array(reextractionSchema) }), []),
});

const orderRoute = createRoute({
  operationId: 'orderReextraction',
  method: 'post',
  path: '/reextractions',
  tags,
  summary: 'Have the stored bytes of all versions read anew, by the present extractor and rules, and compared anew',
  description:
    'A worker takes it up within seconds, and reads one article after the other. `Location` says where it tells how far it is. There is one at a time: while one has not ended, 409.',
  request: {
    body: jsonBody(
      z.strictObject({
        source: storableSchema.max(200).nullable().default(null).describe('The id of a source; null: of all.'),
        dryRun: z.boolean().default(false).describe('Keep nothing: only count what would differ.'),
      }),
    ),
  },
  responses: acceptedAnswers(reextractionSchema, [400, 404, 409, 413, 415]),
});

const getRoute = createRoute({
  operationId: 'getReextraction',
  method: 'get',
  path: '/reextractions/{id}',
  tags,
  summary: 'How far an order is, and what it came to',
  request: { params },
  responses: jsonAnswers(reextractionSchema, [400, 404]),
});

const stopRoute = createRoute({
  operationId: 'stopReextraction',
  method: 'post',
  path: '/reextractions/{id}/stop',
  tags,
  summary: 'Stop an order after the article that is in hand; what was read stays read',
  request: { params },
  responses: jsonAnswers(reextractionSchema, [400, 404, 409, 413]),
});

/** Reading what is stored anew: an order, and how far it is. */
export function addReextractionOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  const texts = TEXTS.keeping.rereading;
  api.openapi(listRoute, async (c) => {
    return c.json({ items: (await listReextractions(db, SHOWN)).map(reextractionJson) }, 200);
  });
  api.openapi(orderRoute, async (c) => {
    const { source, dryRun } = c.req.valid('json');
    const isKnown = source === null || web.sources().some(({ id }) => id === source);
    if (!isKnown) return answerProblem(c, 404, TEXTS.keeping.noSource);
    const order = { sourceId: source, isDryRun: dryRun, by: requireVisitor(c).name };
    const made = await orderReextraction(db, order, clock.now());
    if (made === null) return answerProblem(c, 409, texts.oneAtATime);
    c.header('location', `${API_PATH}/reextractions/${made.id}`);
    return c.json(reextractionJson(made), 202);
  });
  api.openapi(getRoute, async (c) => {
    const found = await loadReextraction(db, c.req.valid('param').id);
    return found === null ? answerProblem(c, 404, texts.unknown) : c.json(reextractionJson(found), 200);
  });
  api.openapi(stopRoute, async (c) => {
    const { id } = c.req.valid('param');
    const isStopped = await endReextraction(db, id, { status: 'stopped' }, clock.now());
    const found = await loadReextraction(db, id);
    if (found === null) return answerProblem(c, 404, texts.unknown);
    return isStopped ? c.json(reextractionJson(found), 200) : answerProblem(c, 409, texts.ended);
  });
}

function reextractionJson({ id, source_id: source, is_dry_run: dryRun, status, reason, ...rest }: Reextraction) {
  return {
    ...{ id, source, dryRun, status, reason },
    askedAt: rest.asked_at.toISOString(),
    askedBy: rest.asked_by,
    begunAt: rest.begun_at?.toISOString() ?? null,
    endedAt: rest.ended_at?.toISOString() ?? null,
    ...rest.totals,
    held: rest.held,
  };
}
