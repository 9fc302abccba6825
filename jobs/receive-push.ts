import { answerVerification, type Verification } from '../src/discover/websub/answer-verification.ts';
import { isSigned } from '../src/discover/websub/is-signed.ts';
import { countRejectedPush, type Push, savePush } from '../storage/pushes.ts';
import { loadSubscription, updateSubscription } from '../storage/subscriptions.ts';
import type { Stet } from './stet.ts';

/** A hub that will not have us is asked again after a day. */
const AFTER_DENIAL_MS = 24 * 60 * 60 * 1_000;

/** The answer to a hub at a callback: its challenge, that its word was heard (''), or `null`: stet wants nothing of it. */
export async function verifySubscription(
  { database: { db } }: Stet,
  id: string,
  asked: Verification,
  now: Date,
): Promise<string | null> {
  const subscription = await loadSubscription(db, id);
  if (subscription === null) return null;
  const answer = answerVerification(asked, subscription, now);
  if (answer.kind === 'refused') return null;
  if (answer.kind === 'denied') {
    const next = new Date(now.getTime() + AFTER_DENIAL_MS);
    await updateSubscription(db, id, { state: 'denied', last_error: answer.reason, next_attempt_at: next });
    return '';
  }
  if (answer.state === 'ended') await updateSubscription(db, id, { state: 'ended', next_attempt_at: null });
  else {
    const { expiresAt, renewAt } = answer;
    const standing = { state: answer.state, attempts: 0, last_error: null };
    await updateSubscription(db, id, { ...standing, expires_at: expiresAt, next_attempt_at: renewAt });
  }
  return answer.challenge;
}

/** Whether something may be pushed at a callback: `ended`, not any more; `unknown`, never. */
export async function findCallback({ database: { db } }: Stet, id: string): Promise<'open' | 'ended' | 'unknown'> {
  const subscription = await loadSubscription(db, id);
  if (subscription === null) return 'unknown';
  return subscription.state === 'ended' ? 'ended' : 'open';
}

/**
 * Takes what a hub pushed: kept for a worker when it is signed, and counted when it is not, without a word of that to
 * whoever sent it (WebSub § 7.1.2). Gives whether there is something to do now.
 */
export async function receivePush(
  { database: { db }, log }: Stet,
  id: string,
  push: Push & { signature: string | null },
  now: Date,
): Promise<boolean> {
  const subscription = await loadSubscription(db, id);
  if (subscription === null || !['pending', 'active'].includes(subscription.state)) return false;
  if (!isSigned(push.body, push.signature, subscription.secret)) {
    await countRejectedPush(db, id);
    log.warn({ hub: subscription.hub, topic: subscription.topic }, 'a push without a valid signature was ignored');
    return false;
  }
  return (await savePush(db, id, push, now)) !== 'repeated';
}
