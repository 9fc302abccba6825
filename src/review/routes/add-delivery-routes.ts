import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { DELIVERY_STATUSES } from '../../../storage/alert-tables.ts';
import { enableChannel } from '../../../storage/channels.ts';
import { addTestDelivery } from '../../../storage/deliveries.ts';
import { listAttempts, listChannelStates, listDeliveries } from '../../../storage/delivery-lists.ts';
import { retryDelivery } from '../../../storage/retry-delivery.ts';
import { cursorSchema, writeCursor } from '../api/cursor.ts';
import { DELIVERY_TEXTS } from '../delivery-texts.ts';
import { storableSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import { type DeliveryQuery, renderDeliveriesPage } from '../views/render-deliveries-page.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { isConfigured, type Web } from '../web.ts';

const PAGE_SIZE = 50;

/** An empty field of a form asks for nothing. */
const blank = z.literal('').transform(() => undefined);
const querySchema = z.object({
  channel: z.union([blank, storableSchema.max(200)]).optional(),
  status: z.union([blank, z.enum(DELIVERY_STATUSES)]).optional(),
  before: cursorSchema.optional(),
  sent: z.string().max(200).optional(),
});

/** The channels, what became of each delivery, and forms to try one again. */
export function addDeliveryRoutes(app: Hono, web: Web): void {
  app.get('/deliveries', (c) => answerDeliveries(c, web));
  app.post('/deliveries/:id{[a-z2-9]+}/retry', async (c) => {
    const isDue = await retryDelivery(web.db, c.req.param('id'), web.clock.now());
    if (isDue) return c.redirect(`/deliveries#delivery-${c.req.param('id')}`, 303);
    return await c.html(renderMessagePage(web, TEXTS.errors.refused, DELIVERY_TEXTS.notAgain), 409);
  });
  app.post('/channels/:name/test', async (c) => {
    const name = c.req.param('name');
    if (!isConfigured(web, name)) return await refuseUnknown(c, web);
    await addTestDelivery(web.db, name, web.clock.now());
    return c.redirect(`/deliveries?${new URLSearchParams({ channel: name, sent: name })}`, 303);
  });
  app.post('/channels/:name/enable', async (c) => {
    const name = c.req.param('name');
    if (!isConfigured(web, name)) return await refuseUnknown(c, web);
    await enableChannel(web.db, name);
    return c.redirect('/deliveries', 303);
  });
}

function refuseUnknown(c: Context, web: Web): Response | Promise<Response> {
  return c.html(renderMessagePage(web, TEXTS.errors.refused, DELIVERY_TEXTS.unknownChannel), 404);
}

async function answerDeliveries(c: Context, web: Web): Promise<Response> {
  const parsed = querySchema.safeParse(c.req.query());
  if (!parsed.success) return await c.html(renderMessagePage(web, TEXTS.errors.badQuery, TEXTS.errors.badForm), 400);
  const { channel, status, before, sent } = parsed.data;
  const channels = web.channels?.() ?? [];
  const [states, found] = await Promise.all([
    listChannelStates(web.db, channels),
    listDeliveries(web.db, { channel, status, behind: before, limit: PAGE_SIZE + 1 }),
  ]);
  const deliveries = found.slice(0, PAGE_SIZE);
  const attempts = await listAttempts(
    web.db,
    deliveries.map(({ id }) => id),
  );
  const last = deliveries.at(-1);
  const older =
    found.length > PAGE_SIZE && last !== undefined ? writeCursor({ at: last.created_at, id: last.id }) : null;
  const query: DeliveryQuery = { channel, status };
  return await c.html(
    renderDeliveriesPage(web, { query, channels, states, deliveries, attempts, older, wasSent: sent !== undefined }),
  );
}
