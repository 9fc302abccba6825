import { readSecret } from '../config/environment.ts';
import type { Channel } from '../config/settings-schema.ts';
import { buildWebhook, type SignedWebhook } from '../src/deliver/build-webhook.ts';
import { nextAttemptAt } from '../src/deliver/next-attempt-at.ts';
import { type DeliveryOutcome, sendWebhook } from '../src/deliver/send-webhook.ts';
import type { ChangeMessage } from '../src/model/change.ts';
import { loadChange, type StoredChange } from '../storage/changes.ts';
import { loadPendingDelivery, type PendingDelivery, saveAttempt } from '../storage/deliveries.ts';
import type { DeliverChange } from './job-kinds.ts';
import type { Stet } from './stet.ts';

/** What an attempt came to, for whoever watches. */
export type DeliveryReport = {
  change: string;
  channel: string;
  outcome: DeliveryOutcome['kind'];
  reason: string | null;
};

/**
 * One attempt to deliver a change to a channel. Safe to run twice: a repeated message has the same id, by which the
 * receiver can tell it. `null` when there was nothing to do.
 */
export async function deliverChange(
  stet: Stet,
  { deliveryId }: DeliverChange,
  now: Date,
): Promise<DeliveryReport | null> {
  const { db, session } = stet.database;
  const claim = `delivery ${deliveryId}`;
  if (!(await session.tryClaim(claim))) return null;
  try {
    const delivery = await loadPendingDelivery(db, deliveryId);
    if (delivery === null || delivery.dueAt > now) return null;
    const change = await loadChange(db, delivery.changeId);
    const channel = stet.config().settings.channels[delivery.channel];
    const outcome = await attempt(stet, { channel, delivery, change }, now);
    await keepOutcome(stet, delivery, outcome, now);
    const reason = outcome.kind === 'delivered' ? null : outcome.reason;
    return { change: delivery.changeId, channel: delivery.channel, outcome: outcome.kind, reason };
  } finally {
    await session.release(claim);
  }
}

/** What was due when it was read anew, and turned out to be no edit, is told to nobody. */
async function attempt(
  stet: Stet,
  {
    channel,
    delivery,
    change,
  }: { channel: Channel | undefined; delivery: PendingDelivery; change: StoredChange | null },
  now: Date,
): Promise<DeliveryOutcome> {
  if (change === null || channel === undefined)
    return { kind: 'disabled', reason: `There is no channel ${delivery.channel} in stet.yaml any more.` };
  if (change.noise) return { kind: 'disabled', reason: 'Compared anew, the change turned out to be noise.' };
  return await send(stet, channel, delivery, toMessage(change), now);
}

async function send(
  stet: Stet,
  channel: Channel,
  delivery: PendingDelivery,
  message: ChangeMessage,
  now: Date,
): Promise<DeliveryOutcome> {
  const secret = channel.secret === null ? null : readSecret(channel.secret);
  if (secret !== null && !secret.ok) return { kind: 'retry', reason: secret.reason, retryAfterMs: null };
  const webhook = signWebhook(message, secret?.secret ?? null, delivery);
  if (webhook === null) {
    const reason = `The secret of the channel ${delivery.channel} (${channel.secret}) is not base64, with or without "whsec_" before it; put the right one there.`;
    return { kind: 'retry', reason, retryAfterMs: null };
  }
  return await sendWebhook(stet.client, new URL(channel.webhook), webhook, now);
}

/**
 * `null` when the secret cannot be used: what it is must not get into a log. A receiver checks the timestamp against
 * its own clock, so it is real time, also where the clock here is a faster one.
 */
function signWebhook(message: ChangeMessage, secret: string | null, delivery: PendingDelivery): SignedWebhook | null {
  try {
    return buildWebhook(message, secret, delivery.id, new Date());
  } catch {
    return null;
  }
}

async function keepOutcome(stet: Stet, delivery: PendingDelivery, outcome: DeliveryOutcome, now: Date): Promise<void> {
  const { db } = stet.database;
  if (outcome.kind === 'delivered') {
    return await saveAttempt(db, delivery.id, { status: 'delivered', error: null, nextAttemptAt: null }, now);
  }
  if (outcome.kind === 'disabled') {
    return await saveAttempt(db, delivery.id, { status: 'disabled', error: outcome.reason, nextAttemptAt: null }, now);
  }
  const next = nextAttemptAt(delivery.attempts + 1, outcome.retryAfterMs, Math.random(), now);
  const status = next === null ? 'failed' : 'pending';
  await saveAttempt(db, delivery.id, { status, error: outcome.reason, nextAttemptAt: next }, now);
}

function toMessage(change: StoredChange): ChangeMessage {
  const { kinds, importance, terms, reasons, silent, noise, touched, passed_over: passedOver, fields, blocks } = change;
  return {
    id: change.id,
    article: change.article_id,
    source: change.source_id,
    url: change.url,
    headline: change.headline,
    from: change.from_version,
    to: change.to_version,
    detectedAt: change.detected_at.toISOString(),
    ...{ kinds, importance, terms, reasons, silent, noise, touched, passedOver, fields, blocks },
  };
}
