import { createRoute, z } from '@hono/zod-openapi';
import { listDrifts } from '../../../storage/drifts.ts';
import { listEndpoints } from '../../../storage/endpoints.ts';
import { HEALTH_DAYS_MS, listSourceHealth } from '../../../storage/health.ts';
import { listNextVisits } from '../../../storage/next-visits.ts';
import { listRequestsToday } from '../../../storage/request-days.ts';
import { listSubscriptions } from '../../../storage/subscriptions.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import { VISIT_REASONS } from '../../model/revisit.ts';
import { explainWaits } from '../explain-waits.ts';
import { endpointVisitJson, nextVisitJson, pushJson } from '../json-shapes.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { sourceJson } from './add-source-operations.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { sourceSchema } from './schemas.ts';
import { sourceIdParameters } from './source-file-schemas.ts';

/** So many of the next visits are told. */
const NEXT_VISITS = 10;

const counted = z.int().nonnegative();
const time = z.iso.datetime().nullable();

const stateSchema = z
  .strictObject({
    ...sourceSchema.shape,
    homepage: z.string().nullable().describe('null: it is not configured any more.'),
    lastVisits: z.array(
      z.strictObject({
        endpoint: z.string(),
        visitedAt: time,
        outcome: z.enum([...OUTCOMES, 'ok']).nullable(),
        reason: z.string().nullable(),
        items: counted.nullable(),
        failures: counted.describe('Visits that failed, in a row.'),
        nextVisitAt: time,
      }),
    ),
    pushes: z.array(
      z.strictObject({
        endpoint: z.string(),
        hub: z.string(),
        state: z.enum(['pending', 'active', 'denied', 'leaving', 'ended']),
        expiresAt: time,
        lastPushAt: time,
        pushes: counted,
        rejected: counted,
        error: z.string().nullable(),
      }),
    ),
    requests: z
      .strictObject({ today: counted.nullable(), perDay: counted.nullable() })
      .describe('Of a source with a budget (`fetch.perDay`).'),
    waits: z.array(z.string()).describe('Why it is not asked at present, in sentences.'),
    nextVisits: z
      .array(
        z.strictObject({
          article: z.string(),
          url: z.string(),
          headline: z.string().nullable(),
          nextVisitAt: time,
          why: z.enum(VISIT_REASONS).nullable(),
          liveliness: z.number().nullable(),
          reasons: z.array(z.string()),
        }),
      )
      .describe('Of its articles, the next ones.'),
  })
  .meta({ id: 'SourceState' });

const getRoute = createRoute({
  operationId: 'getSource',
  method: 'get',
  path: '/sources/{id}',
  tags: ['Sources'],
  summary: 'One source: its health, its last and next visits, its hubs, and why it is not asked at present',
  request: { params: sourceIdParameters },
  responses: jsonAnswers(stateSchema, [400, 404]),
});

/** One source, with all that is known of how it is visited. */
export function addSourceStateOperations(api: Api, web: Web): void {
  const { db } = web;
  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid('param');
    const now = web.clock.now();
    const [health] = await listSourceHealth(db, new Date(now.getTime() - HEALTH_DAYS_MS), { sourceId: id });
    if (health === undefined) return answerProblem(c, 404, TEXTS.keeping.noSource);
    const configured = web.sources().find((source) => source.id === id);
    const perDay = configured?.fetch.perDay ?? null;
    const [drifts, endpoints, pushes, made, waits, visits] = await Promise.all([
      listDrifts(db, { sourceId: id, isOpenOnly: true }),
      listEndpoints(db, id),
      listSubscriptions(db, [id]),
      listRequestsToday(db, configured === undefined ? [] : [configured], now),
      configured === undefined ? [] : explainWaits(db, configured, now),
      listNextVisits(db, id, null, NEXT_VISITS),
    ]);
    const state = {
      ...sourceJson(health, drifts.length > 0),
      homepage: configured?.homepage ?? null,
      lastVisits: endpoints.map(endpointVisitJson),
      pushes: pushes.map(pushJson),
      requests: { today: perDay === null ? null : (made.get(id) ?? 0), perDay },
      waits,
      nextVisits: visits.map(nextVisitJson),
    };
    return c.json(state, 200);
  });
}
