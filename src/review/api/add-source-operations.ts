import { createRoute, z } from '@hono/zod-openapi';
import { decideDrift, findDrifts, listDrifts } from '../../../storage/drifts.ts';
import { HEALTH_DAYS_MS, listSourceHealth, type SourceHealth } from '../../../storage/health.ts';
import { idSchema } from '../id-schema.ts';
import { driftJson } from '../json-shapes.ts';
import { listShares } from '../list-shares.ts';
import { storableSchema } from '../storable-schema.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, jsonBody } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { driftSchema, sourceSchema } from './schemas.ts';

const tags = ['Sources'];

const listRoute = createRoute({
  operationId: 'listSources',
  method: 'get',
  path: '/sources',
  tags,
  summary: 'The sources with their health',
  responses: jsonAnswers(z.strictObject({ items: z.array(sourceSchema) }), []),
});

const driftsRoute = createRoute({
  operationId: 'listDrifts',
  method: 'get',
  path: '/drifts',
  tags,
  summary: 'What is, or was, in quarantine, newest first',
  request: {
    query: z.strictObject({
      source: storableSchema.max(200).optional().describe('The id of a source: only what is of it.'),
      open: z.enum(['1', '0']).optional().describe('1: only what is still to be decided about.'),
    }),
  },
  responses: jsonAnswers(z.strictObject({ items: z.array(driftSchema) }), [400]),
});

const decideRoute = createRoute({
  operationId: 'decideDrift',
  method: 'post',
  path: '/drifts/{id}/decision',
  tags,
  summary: 'Accept what is in quarantine as edits, or reject it as the doing of a template',
  request: {
    params: z.strictObject({
      id: idSchema.describe("The drift's id."),
    }),
    body: jsonBody(z.strictObject({ decision: z.enum(['accepted', 'rejected']) })),
  },
  responses: jsonAnswers(driftSchema, [400, 404, 413, 415]),
});

/** Sources, and what is in quarantine of them. */
export function addSourceOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  api.openapi(listRoute, async (c) => {
    const sources = await listSourceHealth(db, new Date(clock.now().getTime() - HEALTH_DAYS_MS));
    const open = new Set((await listDrifts(db, { isOpenOnly: true })).map((drift) => drift.source_id));
    return c.json({ items: sources.map((source) => sourceJson(source, open.has(source.id))) }, 200);
  });
  api.openapi(driftsRoute, async (c) => {
    const { source: sourceId, open } = c.req.valid('query');
    return c.json({ items: (await listDrifts(db, { sourceId, isOpenOnly: open === '1' })).map(driftJson) }, 200);
  });
  api.openapi(decideRoute, async (c) => {
    const { id } = c.req.valid('param');
    const [found] = (await findDrifts(db, id)).filter((drift) => drift.id === id);
    if (found === undefined) return answerProblem(c, 404, 'There is no such drift.');
    await decideDrift(db, id, c.req.valid('json').decision, clock.now());
    const [decided] = (await listDrifts(db, { sourceId: found.source_id })).filter((drift) => drift.id === id);
    return decided === undefined ? answerProblem(c, 404, 'There is no such drift.') : c.json(driftJson(decided), 200);
  });
}

/** As `sourceSchema` describes it. */
export function sourceJson(source: SourceHealth, isInDrift: boolean) {
  const { articlesADay, ...shares } = listShares(source);
  return {
    id: source.id,
    name: source.name,
    enabled: source.enabled && source.removed_at === null,
    articles: source.articles,
    versions: source.versions,
    changesOfWeek: source.changes,
    lastVisitAt: source.lastVisitAt?.toISOString() ?? null,
    nextVisitAt: source.nextVisitAt?.toISOString() ?? null,
    outcomes: source.outcomes,
    pausedAt: source.paused_at?.toISOString() ?? null,
    pausedBy: source.paused_by,
    articlesADay,
    shares,
    drift: isInDrift,
  };
}
