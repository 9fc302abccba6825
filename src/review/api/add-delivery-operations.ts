import { createRoute, z } from '@hono/zod-openapi';
import { DELIVERY_STATUSES } from '../../../storage/alert-tables.ts';
import { enableChannel } from '../../../storage/channels.ts';
import { addTestDelivery } from '../../../storage/deliveries.ts';
import { listAttempts, listChannelStates, listDeliveries, loadDelivery } from '../../../storage/delivery-lists.ts';
import { retryDelivery } from '../../../storage/retry-delivery.ts';
import { channelJson, deliveryJson } from '../delivery-json.ts';
import { DELIVERY_TEXTS } from '../delivery-texts.ts';
import { idSchema } from '../id-schema.ts';
import { storableSchema } from '../storable-schema.ts';
import { isConfigured, type Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { channelSchema, deliverySchema } from './delivery-schemas.ts';
import { jsonAnswers, listAnswers, listParameters, toPage } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const tags = ['Deliveries'];
const nameParameter = z.strictObject({ name: z.string().min(1).max(200).describe("The channel's name.") });

const channelsRoute = createRoute({
  operationId: 'listChannels',
  method: 'get',
  path: '/channels',
  tags,
  summary: 'The channels, and how they stand',
  responses: jsonAnswers(z.strictObject({ items: z.array(channelSchema) }), []),
});

const listRoute = createRoute({
  operationId: 'listDeliveries',
  method: 'get',
  path: '/deliveries',
  tags,
  summary: 'What was, or is to be, delivered, newest first',
  request: {
    query: z.strictObject({
      channel: storableSchema.max(200).optional().describe('The name of a channel: only what goes there.'),
      status: z.enum(DELIVERY_STATUSES).optional().describe('Only deliveries that stand so now.'),
      ...listParameters,
    }),
  },
  responses: listAnswers(deliverySchema),
});

const retryRoute = createRoute({
  operationId: 'retryDelivery',
  method: 'post',
  path: '/deliveries/{delivery}/retry',
  tags,
  summary: 'Try again what failed, or still waits',
  request: { params: z.strictObject({ delivery: idSchema.describe('Its id.') }) },
  responses: jsonAnswers(deliverySchema, [400, 404, 409, 413]),
});

const testRoute = createRoute({
  operationId: 'testChannel',
  method: 'post',
  path: '/channels/{name}/test',
  tags,
  summary: 'Send a test message',
  request: { params: nameParameter },
  responses: jsonAnswers(deliverySchema, [400, 404, 413]),
});

const enableRoute = createRoute({
  operationId: 'enableChannel',
  method: 'post',
  path: '/channels/{name}/enable',
  tags,
  summary: 'Let a channel be tried again whose receiver took no more',
  request: { params: nameParameter },
  responses: jsonAnswers(channelSchema, [400, 404, 413]),
});

/** Channels, and what was delivered to them. */
export function addDeliveryOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  api.openapi(channelsRoute, async (c) => c.json({ items: await loadChannels(web) }, 200));
  api.openapi(listRoute, async (c) => {
    const { channel, status, limit, cursor } = c.req.valid('query');
    const rows = await listDeliveries(db, { channel, status, behind: cursor, limit: limit + 1 });
    const ids = rows.map(({ id }) => id);
    const attempts = await listAttempts(db, ids);
    const page = toPage(rows, limit, {
      write: (row) => deliveryJson(row, attempts.get(row.id) ?? []),
      placeOf: (row) => ({ at: row.created_at, id: row.id }),
    });
    return c.json(page, 200);
  });
  api.openapi(retryRoute, async (c) => {
    const { delivery: id } = c.req.valid('param');
    if ((await loadDelivery(db, id)) === null) return answerProblem(c, 404, 'There is no such delivery.');
    if (!(await retryDelivery(db, id, clock.now()))) return answerProblem(c, 409, DELIVERY_TEXTS.notAgain);
    return c.json(await requireDelivery(web, id), 200);
  });
  api.openapi(testRoute, async (c) => {
    const { name } = c.req.valid('param');
    if (!isConfigured(web, name)) return answerProblem(c, 404, DELIVERY_TEXTS.unknownChannel);
    return c.json(await requireDelivery(web, await addTestDelivery(db, name, clock.now())), 200);
  });
  api.openapi(enableRoute, async (c) => {
    const { name } = c.req.valid('param');
    if (!isConfigured(web, name)) return answerProblem(c, 404, DELIVERY_TEXTS.unknownChannel);
    await enableChannel(db, name);
    const channel = (await loadChannels(web)).find((one) => one.name === name);
    return channel === undefined ? answerProblem(c, 404, DELIVERY_TEXTS.unknownChannel) : c.json(channel, 200);
  });
}

async function loadChannels(web: Web) {
  const channels = web.channels?.() ?? [];
  const states = await listChannelStates(web.db, channels);
  return channels.map((channel) => channelJson(channel, states));
}

/** A delivery that was there a moment ago: deliveries are never deleted. */
async function requireDelivery({ db }: Web, id: string) {
  const delivery = await loadDelivery(db, id);
  if (delivery === null) throw new Error(`the delivery ${id} vanished`);
  return deliveryJson(delivery, (await listAttempts(db, [id])).get(id) ?? []);
}
