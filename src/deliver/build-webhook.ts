import { Webhook } from 'standardwebhooks';
import type { ChangeMessage } from '../model/change.ts';

export type SignedWebhook = { headers: Record<string, string>; body: string };

/** Blocks and fields beyond this many characters of JSON are left to the API: many receivers refuse larger bodies. */
const LARGEST_BODY = 256 * 1024;

/**
 * A change as a signed request by the Standard Webhooks specification (`webhook-id`, `webhook-timestamp`,
 * `webhook-signature`); without a secret it is not signed. `deliveryId` is the same for every attempt, so that a
 * receiver can tell a repetition. A change too large for a body comes without its `fields` and `blocks`, and with
 * `truncated: true`. No change at all makes a message of the type `channel.test`, which a person tries a channel with.
 * @throws Error when the secret is not the base64 of at least one byte, with or without `whsec_` before it.
 */
export function buildWebhook(
  change: ChangeMessage | null,
  secret: string | null,
  deliveryId: string,
  at: Date,
): SignedWebhook {
  const body = serialise(change, at);
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': deliveryId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      ...(secret === null ? {} : { 'webhook-signature': new Webhook(secret).sign(deliveryId, at, body) }),
    },
  };
}

function serialise(change: ChangeMessage | null, at: Date): string {
  if (change === null) return JSON.stringify({ type: 'channel.test', timestamp: at.toISOString(), data: {} });
  const envelope = { type: 'change.detected', timestamp: at.toISOString() };
  const body = JSON.stringify({ ...envelope, data: change });
  if (body.length <= LARGEST_BODY) return body;
  return JSON.stringify({ ...envelope, data: { ...change, fields: [], blocks: [], truncated: true } });
}
