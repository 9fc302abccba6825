import type { ColumnType, Generated } from 'kysely';

/**
 * How a delivery stands. `disabled`: it is not sent, there being nothing to tell or nobody to be told; `held`: its change
 * is in quarantine; `gathered`: it is told by a digest, and shares what comes of that.
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'disabled', 'held', 'gathered'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A change, several in one message, or a message that a person tries a channel with. */
export const DELIVERY_PURPOSES = ['change', 'digest', 'test'] as const;
export type DeliveryPurpose = (typeof DELIVERY_PURPOSES)[number];

/** The outbox: what is on its way to one channel. */
export type DeliveriesTable = {
  id: string;
  /** Null for what is no single change. */
  change_id: string | null;
  channel: string;
  purpose: Generated<DeliveryPurpose>;
  status: DeliveryStatus;
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  delivered_at: Date | null;
  last_error: string | null;
  /** Why it was put off, while it waits or since it did: what waited is told together. */
  waits_for: ColumnType<DeliveryWait | null, DeliveryWait | null | undefined, DeliveryWait | null>;
  /** The digest that tells it. */
  gathered_in: ColumnType<string | null, never, string | null>;
  created_at: Date;
};

export const DELIVERY_WAITS = ['digest', 'quiet', 'limit'] as const;
export type DeliveryWait = (typeof DELIVERY_WAITS)[number];

/** `dropped`: there was nothing to be sent any more, or nowhere to. */
export const ATTEMPT_OUTCOMES = ['delivered', 'retry', 'given-up', 'disabled', 'dropped'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Append-only: what each attempt to deliver came to. */
export type AttemptsTable = {
  id: Generated<number>;
  delivery_id: string;
  at: Date;
  outcome: AttemptOutcome;
  /** Of HTTP, or the code of SMTP; null where there was no answer. */
  status: number | null;
  reason: string;
};

/** The channels that something was delivered to, by the name that they have in the configuration. */
export type ChannelsTable = {
  name: string;
  /** A digest of where it leads, as configured: when that is edited, what was said of it counts no more. */
  target: string;
  /** Since when its receiver takes no more, and what it said. */
  disabled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  disabled_reason: ColumnType<string | null, string | null | undefined, string | null>;
  /** When messages were sent of late, where there is a limit. */
  turns: Generated<Date[]>;
};
