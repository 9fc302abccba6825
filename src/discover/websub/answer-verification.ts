import { leaseOf } from './lease.ts';

/** What a hub asks at a callback: the parameters of its query (WebSub § 5.2 and § 5.3). */
export type Verification = {
  mode: string | null;
  topic: string | null;
  challenge: string | null;
  leaseSeconds: string | null;
  reason: string | null;
};

/** A subscription as far as the answer depends on it. */
export type Verified = { state: 'pending' | 'active' | 'denied' | 'leaving' | 'ended'; topic: string };

/**
 * The answer to a hub: `confirmed`, with what becomes of the subscription; `denied`, the hub will not have it; or
 * `refused`, stet did not ask for that.
 */
export type VerificationAnswer =
  | { kind: 'confirmed'; challenge: string; state: 'active'; expiresAt: Date; renewAt: Date }
  | { kind: 'confirmed'; challenge: string; state: 'ended' }
  | { kind: 'denied'; reason: string }
  | { kind: 'refused' };

/** Hubs send some dozens of characters; what is larger would make of us a mirror for anything. */
const LONGEST_CHALLENGE = 1_024;

/**
 * Answers a hub that verifies what it was asked for: yes where the topic is that of a subscription that stet wishes to
 * have, or to end, and no to all else. A subscription that stands is confirmed again: that is its renewal.
 */
export function answerVerification(asked: Verification, known: Verified, now: Date): VerificationAnswer {
  const { mode, topic, challenge, leaseSeconds, reason } = asked;
  const { state } = known;
  if (topic !== known.topic || state === 'ended') return { kind: 'refused' };
  if (mode === 'denied' && state !== 'leaving') {
    const why = (reason ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
    return { kind: 'denied', reason: why === '' ? 'The hub gave no reason.' : why };
  }
  if (challenge === null || challenge === '' || challenge.length > LONGEST_CHALLENGE) return { kind: 'refused' };
  if (mode === 'subscribe' && (state === 'pending' || state === 'active')) {
    return { kind: 'confirmed', challenge, state: 'active', ...leaseOf(leaseSeconds, now) };
  }
  if (mode === 'unsubscribe' && state === 'leaving') return { kind: 'confirmed', challenge, state: 'ended' };
  return { kind: 'refused' };
}
