import type { Generated } from 'kysely';

/**
 * `pending`: asked for, or to be; `active`: the hub has verified it; `denied`: the hub will not have it; `leaving`: to be
 * ended at the hub; `ended`.
 */
export type SubscriptionState = 'pending' | 'active' | 'denied' | 'leaving' | 'ended';

/** A subscription at a WebSub hub. */
export type SubscriptionsTable = {
  /** Unguessable: the last part of the callback's path. */
  id: string;
  endpoint_id: string;
  hub: string;
  topic: string;
  /** The whole address that the hub posts to. */
  callback: string;
  secret: string;
  state: SubscriptionState;
  /** When the hub is to be asked next: to begin, to renew, to end. */
  next_attempt_at: Date | null;
  /** Requests since the hub last verified. */
  attempts: Generated<number>;
  asked_at: Date | null;
  /** When the hub's lease ends. */
  expires_at: Date | null;
  last_error: string | null;
  last_push_at: Date | null;
  /** When a poll last found articles that no push had brought. */
  missed_at: Date | null;
  pushes: Generated<number>;
  /** Those without a valid signature. */
  rejected_pushes: Generated<number>;
};

/** What hubs pushed. The body is there until it has been read; the digest stays for a while, against repetitions. */
export type PushesTable = {
  subscription_id: string;
  digest: string;
  received_at: Date;
  content_type: string | null;
  body: Uint8Array | null;
};
