import { nextAttemptAt } from '../src/deliver/next-attempt-at.ts';
import type { DeliveryOutcome } from '../src/deliver/send-request.ts';
import { waitOf } from '../src/deliver/wait-of.ts';
import type { Channel } from '../src/model/channel.ts';
import type { DeliveryWait } from '../storage/alert-tables.ts';
import { disableChannel, meetChannel, takeTurnOfChannel } from '../storage/channels.ts';
import {
  type FinishedAttempt,
  loadPendingDelivery,
  type PendingDelivery,
  postponeDelivery,
  saveAttempt,
} from '../storage/deliveries.ts';
import { gatherDeliveries } from '../storage/gather-deliveries.ts';
import { fingerprintOf } from './channel-fingerprint.ts';
import type { DeliverChange } from './job-kinds.ts';
import { loadOutgoing } from './load-outgoing.ts';
import { sendMessage } from './send-message.ts';
import type { Stet } from './stet.ts';

/** What an attempt came to, for whoever watches. */
export type DeliveryReport = {
  /** The one change that was told; `null` for a digest and for a test. */
  change: string | null;
  channel: string;
  outcome: FinishedAttempt['outcome'];
  reason: string | null;
};

/** There was nothing to be sent any more, or nowhere to. */
type Dropped = { kind: 'dropped'; status: null; reason: string };

/**
 * One attempt to deliver what is due to a channel. Safe to run twice: a repeated message has the same id, by which the
 * receiver can tell it. `null` when there was nothing to do, or when it has to wait.
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
    const outcome = await attempt(stet, delivery, now);
    if (outcome === null) return null;
    await keepOutcome(stet, delivery, outcome, now);
    const reason = outcome.kind === 'delivered' ? null : outcome.reason;
    return { change: delivery.changeId, channel: delivery.channel, outcome: outcome.kind, reason };
  } finally {
    await session.release(claim);
  }
}

/** `null` when it was put off, or is told by a digest. */
async function attempt(stet: Stet, delivery: PendingDelivery, now: Date): Promise<DeliveryOutcome | Dropped | null> {
  const { db } = stet.database;
  const { channel: name, purpose } = delivery;
  const channel = stet.config().settings.channels[name];
  if (channel === undefined) return drop(`There is no channel ${name} in stet.yaml any more.`);
  const disabled = await meetChannel(db, name, fingerprintOf(channel));
  if (disabled !== null && purpose !== 'test') {
    return drop(`The channel is disabled since ${disabled.at.toISOString()}: ${disabled.reason}`);
  }
  if (purpose !== 'test' && (await hasToWait(stet, channel, delivery, now))) return null;
  const loaded = await loadOutgoing(stet, channel, delivery, now);
  return 'nothing' in loaded ? drop(loaded.nothing) : await sendMessage(stet, channel, loaded.outgoing, now);
}

function drop(reason: string): Dropped {
  return { kind: 'dropped', status: null, reason };
}

/**
 * Whether a delivery may not go yet, and is put off, or goes with others that waited, in one message. A webhook carries
 * one change each time: programs want each by itself, and can take many.
 */
async function hasToWait(stet: Stet, channel: Channel, delivery: PendingDelivery, now: Date): Promise<boolean> {
  const { db } = stet.database;
  const { id, channel: name, purpose, attempts, waitedFor } = delivery;
  const postpone = async (until: Date, waitsFor: DeliveryWait) => {
    await postponeDelivery(db, id, now, until, waitsFor);
    return true;
  };
  const isFresh = purpose === 'change' && attempts === 0 && waitedFor === null;
  const wait = waitOf(channel, isFresh, now);
  if (wait !== null) return await postpone(wait.until, wait.for);
  const mayGather = purpose === 'change' && waitedFor !== null && channel.target.kind !== 'webhook';
  if (mayGather) {
    await gatherDeliveries(db, name, now);
    // Another process may have been quicker: what is told by a digest is not told by itself.
    if ((await loadPendingDelivery(db, id)) === null) return true;
  }
  const freeAt = channel.atMost === null ? null : await takeTurnOfChannel(db, name, channel.atMost, now);
  return freeAt !== null && (await postpone(freeAt, 'limit'));
}

async function keepOutcome(
  stet: Stet,
  delivery: PendingDelivery,
  outcome: DeliveryOutcome | Dropped,
  now: Date,
): Promise<void> {
  const { db } = stet.database;
  if (outcome.kind === 'disabled') await disableChannel(db, delivery.channel, outcome.reason, now);
  await saveAttempt(db, delivery.id, finishAttempt(delivery, outcome, now), now);
}

function finishAttempt(delivery: PendingDelivery, outcome: DeliveryOutcome | Dropped, now: Date): FinishedAttempt {
  const { kind, status: httpStatus } = outcome;
  const ended = { outcome: kind, httpStatus, nextAttemptAt: null };
  if (kind === 'delivered') return { ...ended, status: 'delivered', reason: outcome.refusal ?? null };
  const { reason } = outcome;
  if (kind === 'disabled' || kind === 'dropped') return { ...ended, status: 'disabled', reason };
  if (kind === 'given-up' || delivery.purpose === 'test') return { ...ended, status: 'failed', reason };
  const next = nextAttemptAt(delivery.attempts + 1, outcome.retryAfterMs, Math.random(), now);
  return { ...ended, status: next === null ? 'failed' : 'pending', reason, nextAttemptAt: next };
}
