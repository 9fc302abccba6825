import * as z from 'zod';
import type { AlertMessage } from '../model/alert.ts';
import type { Target } from '../model/channel.ts';
import { buildBlueskyPost, buildBlueskySession } from './channels/build-bluesky.ts';
import type { Templates } from './compose/list-drafts.ts';
import { parseJson } from './parse-json.ts';
import { type DeliveryClient, type DeliveryOutcome, exchange, sendRequest } from './send-request.ts';

const sessionSchema = z.object({ did: z.string().startsWith('did:'), accessJwt: z.string().min(1) });
const RECEIVER = { name: 'Bluesky server', isPatient: false };

/** Posts to Bluesky: a session with the app password, then the post. */
export async function sendToBluesky(
  client: DeliveryClient,
  message: AlertMessage,
  target: Extract<Target, { kind: 'bluesky' }>,
  templates: Templates,
  now: Date,
): Promise<DeliveryOutcome> {
  const { outcome, answer } = await exchange(client, RECEIVER, buildBlueskySession(target), now);
  if (outcome.kind !== 'delivered') return outcome;
  const session = sessionSchema.safeParse(parseJson(answer));
  if (!session.success) {
    const reason = `What the Bluesky server at ${new URL(target.server).host} answered is no session; check its address.`;
    return { kind: 'retry', status: outcome.status, reason, retryAfterMs: null };
  }
  return await sendRequest(client, RECEIVER, buildBlueskyPost(message, target.server, session.data, templates), now);
}
