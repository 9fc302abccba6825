import type { SubscriptionSummary } from '../../storage/subscriptions.ts';
import { PUSH_TEXTS } from './push-texts.ts';

/** How an endpoint's subscription at its hub stands, in one line; `showTime` writes times as the reader is used to. */
export function describeSubscription(subscription: SubscriptionSummary, showTime: (at: Date) => string): string {
  const { state, hub, expires_at: expiresAt, last_push_at: pushedAt, last_error: error } = subscription;
  const { states, until, never, last, rejected } = PUSH_TEXTS;
  const isActive = state === 'active';
  const parts = [
    `${states[state]} (${new URL(hub).host})${isActive && expiresAt !== null ? ` ${until(showTime(expiresAt))}` : ''}`,
    ...(isActive && pushedAt === null ? [never] : []),
    ...(pushedAt === null ? [] : [last(showTime(pushedAt))]),
    ...(subscription.rejected_pushes === 0 ? [] : [rejected(subscription.rejected_pushes)]),
    ...(error === null ? [] : [error]),
  ];
  return parts.join(', ');
}
