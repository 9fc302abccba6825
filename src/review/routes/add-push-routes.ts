import type { Context, Hono } from 'hono';
import { limitRequests, type RequestLimit } from '../limit-requests.ts';
import { readCapped } from '../read-capped.ts';
import type { PushReceiver, Web } from '../web.ts';

/** A hub's whole feed is far below; a body of this size is held in memory while it is read. */
const MOST_BODY_BYTES = 4 * 1_024 * 1_024;
const BODY_TIMEOUT_MS = 15_000;

/** Where WebSub hubs ask and push: reached without the token of the review UI, by an address that nobody guesses. */
export function addPushRoutes(app: Hono, web: Web): void {
  const { pushes } = web;
  if (pushes === null) return;
  // Whoever guesses ids uses up what guesses have, and nothing of what the hubs have that were asked.
  const limits = { known: limitRequests(), unknown: limitRequests() };
  app.get('/websub/:id{[A-Za-z0-9_-]{43}}', async (c) => {
    const id = c.req.param('id');
    const limit = (await pushes.find(id)) === 'unknown' ? limits.unknown : limits.known;
    return tooMany(c, limit, id) ?? (await answerVerification(c, web, pushes, id));
  });
  app.post('/websub/:id{[A-Za-z0-9_-]{43}}', async (c) => {
    const id = c.req.param('id');
    const callback = await pushes.find(id);
    const limit = callback === 'unknown' ? limits.unknown : limits.known;
    return tooMany(c, limit, id) ?? (await answerPush(c, web, pushes, { id, callback }));
  });
}

function tooMany(c: Context, limit: RequestLimit, id: string): Response | null {
  const waitMs = limit.take(id, performance.now());
  if (waitMs === 0) return null;
  c.header('retry-after', String(Math.ceil(waitMs / 1_000)));
  return c.text('Too many requests.', 429);
}

async function answerVerification(c: Context, web: Web, pushes: PushReceiver, id: string): Promise<Response> {
  const ask = (name: string) => c.req.query(name) ?? null;
  const asked = {
    mode: ask('hub.mode'),
    topic: ask('hub.topic'),
    challenge: ask('hub.challenge'),
    leaseSeconds: ask('hub.lease_seconds'),
    reason: ask('hub.reason'),
  };
  const challenge = await pushes.verify(id, asked, web.clock.now());
  // Plain text: a challenge that is HTML is shown to nobody as such.
  return challenge === null ? c.text('Not found.', 404) : c.text(challenge);
}

type Called = { id: string; callback: Awaited<ReturnType<PushReceiver['find']>> };

/** 202 says that it was received, and nothing of whether it is believed (WebSub § 7 and § 7.1.2). */
async function answerPush(c: Context, web: Web, pushes: PushReceiver, { id, callback }: Called): Promise<Response> {
  if (callback === 'unknown') return c.text('Not found.', 404);
  if (callback === 'ended') return c.text('This subscription has ended.', 410);
  const read = await readCapped(c.req.raw.body, MOST_BODY_BYTES, BODY_TIMEOUT_MS);
  if (read.kind !== 'whole') {
    c.header('connection', 'close'); // the rest of the body may be on its way
    return read.kind === 'too-large'
      ? c.text('The body is too large.', 413)
      : c.text('The body did not come in time.', 408);
  }
  const contentType = c.req.header('content-type') ?? null;
  const signature = c.req.header('x-hub-signature') ?? null;
  await pushes.receive(id, { body: read.bytes, contentType, signature }, web.clock.now());
  return c.body(null, 202);
}
