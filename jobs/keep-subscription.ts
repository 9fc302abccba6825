import { askHub } from '../src/discover/websub/ask-hub.ts';
import { nextFarewellAt, nextRequestAt } from '../src/discover/websub/lease.ts';
import {
  loadSubscription,
  type StoredSubscription,
  saveRequestError,
  updateSubscription,
} from '../storage/subscriptions.ts';
import type { KeepSubscription } from './job-kinds.ts';
import type { Stet } from './stet.ts';

/** What asking a hub came to, for whoever watches. */
export type SubscriptionReport = {
  hub: string;
  topic: string;
  asked: 'subscribe' | 'unsubscribe';
  reason: string | null;
};

/**
 * Asks a hub to begin, renew or end a subscription. Safe to run twice: hubs take the same request again. Whether it came
 * to something shows when the hub verifies it. `null` when there was nothing to ask.
 */
export async function keepSubscription(
  stet: Stet,
  { subscriptionId }: KeepSubscription,
  now: Date,
): Promise<SubscriptionReport | null> {
  const { db, session } = stet.database;
  const claim = `subscription ${subscriptionId}`;
  if (!(await session.tryClaim(claim))) return null;
  try {
    const subscription = await loadSubscription(db, subscriptionId);
    if (subscription === null || !isDue(subscription, now)) return null;
    return subscription.state === 'leaving'
      ? await leave(stet, subscription, now)
      : await subscribe(stet, subscription, now);
  } finally {
    await session.release(claim);
  }
}

function isDue({ state, next_attempt_at: dueAt }: StoredSubscription, now: Date): boolean {
  return state !== 'ended' && dueAt !== null && dueAt <= now;
}

async function subscribe(stet: Stet, subscription: StoredSubscription, now: Date): Promise<SubscriptionReport> {
  const { id, state, expires_at: expiresAt } = subscription;
  const isStanding = state === 'active' && expiresAt !== null && expiresAt > now;
  const attempts = subscription.attempts + 1;
  // Kept before the hub is asked: it may verify before it answers.
  await updateSubscription(stet.database.db, id, {
    ...{ state: isStanding ? 'active' : 'pending', attempts, asked_at: now },
    next_attempt_at: nextRequestAt(attempts, now),
  });
  return await ask(stet, 'subscribe', subscription);
}

/** What was never asked for needs no farewell; a hub that does not answer lets the lease run out. */
async function leave(stet: Stet, subscription: StoredSubscription, now: Date): Promise<SubscriptionReport | null> {
  const { db } = stet.database;
  const { id } = subscription;
  const nextAt = nextFarewellAt(subscription.attempts, now);
  if (subscription.asked_at === null || nextAt === null) {
    await updateSubscription(db, id, { state: 'ended', next_attempt_at: null });
    return null;
  }
  const attempts = subscription.attempts + 1;
  await updateSubscription(db, id, { attempts, next_attempt_at: nextRequestAt(attempts, now) });
  return await ask(stet, 'unsubscribe', subscription);
}

async function ask(
  stet: Stet,
  mode: SubscriptionReport['asked'],
  { id, hub, topic, callback, secret }: StoredSubscription,
): Promise<SubscriptionReport> {
  const answer = await askHub(stet.client, { mode, hub, topic, callback, secret });
  // What a hub says may repeat the callback, which is nobody else's to know.
  const reason = answer.kind === 'failed' ? answer.reason.replaceAll(id, '…').replaceAll(secret, '…') : null;
  if (reason !== null) await saveRequestError(stet.database.db, id, reason);
  return { hub, topic, asked: mode, reason };
}
