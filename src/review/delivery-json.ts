import type { ChannelState, ListedDelivery, StoredAttempt } from '../../storage/delivery-lists.ts';
import type { ConfiguredChannel } from './configured-channel.ts';

/** A channel with how it stands, as other programs get it. */
export function channelJson({ name, kind }: ConfiguredChannel, states: ChannelState[]) {
  const state = states.find((one) => one.name === name);
  return {
    name,
    kind,
    pending: state?.pending ?? 0,
    failed: state?.failed ?? 0,
    lastDeliveredAt: state?.lastDeliveredAt?.toISOString() ?? null,
    lastFailure: notedJson(state?.lastFailure ?? null),
    disabled: notedJson(state?.disabled ?? null),
  };
}

/** A delivery with its attempts, as other programs get it. */
export function deliveryJson(delivery: ListedDelivery, attempts: StoredAttempt[]) {
  const {
    id,
    channel,
    purpose,
    status,
    waits_for: waitsFor,
    change_id: change,
    gathered_in: digest,
    changes,
  } = delivery;
  return {
    ...{ id, channel, purpose, status, waitsFor, change, digest, changes },
    createdAt: delivery.created_at.toISOString(),
    nextAttemptAt: delivery.next_attempt_at?.toISOString() ?? null,
    deliveredAt: delivery.delivered_at?.toISOString() ?? null,
    attempts: attempts.map(({ at, outcome, status: code, reason }) => ({
      at: at.toISOString(),
      outcome,
      status: code,
      reason,
    })),
  };
}

function notedJson(noted: { at: Date; reason: string } | null) {
  return noted === null ? null : { at: noted.at.toISOString(), reason: noted.reason };
}
