import type { ChangeMessage } from '../src/model/change.ts';
import type { Channel } from '../src/model/channel.ts';
import { loadChange, type StoredChange } from '../storage/changes.ts';
import type { PendingDelivery } from '../storage/deliveries.ts';
import { listGatheredChanges } from '../storage/gather-deliveries.ts';
import { makeAlert, makeTestAlert } from './make-alert.ts';
import { makePicture } from './make-picture.ts';
import { reviewAddress } from './review-address.ts';
import type { Outgoing } from './send-message.ts';
import type { Stet } from './stet.ts';

/** A picture may be why a message is not taken: after so many attempts it goes without. */
const MOST_WITH_PICTURE = 3;

/** What a delivery says, as its changes stand now; or why there is nothing to say any more. */
export async function loadOutgoing(
  stet: Stet,
  channel: Channel,
  delivery: PendingDelivery,
  now: Date,
): Promise<{ outgoing: Outgoing } | { nothing: string }> {
  const { id, channel: name, purpose, attempts } = delivery;
  const home = reviewAddress(stet.config().settings.web);
  if (purpose === 'test') {
    const alerts = [makeTestAlert(stet, channel, now)];
    return { outgoing: { name, message: { id, alerts, home }, change: null, picture: null } };
  }
  const changes = await loadChanges(stet, delivery);
  // What was due when it was read anew, and turned out to be no edit, is told to nobody.
  const edits = changes.filter((change) => !change.noise);
  const [only] = edits;
  if (only === undefined) return { nothing: 'Compared anew, the change turned out to be noise.' };
  const alerts = await Promise.all(edits.map((change) => makeAlert(stet, channel, change)));
  const hasPicture = channel.image && edits.length === 1 && attempts < MOST_WITH_PICTURE;
  const picture = hasPicture ? await makePicture(stet, only) : null;
  return { outgoing: { name, message: { id, alerts, home }, change: toChangeMessage(only), picture } };
}

async function loadChanges({ database: { db } }: Stet, { id, changeId }: PendingDelivery): Promise<StoredChange[]> {
  const ids = changeId === null ? await listGatheredChanges(db, id) : [changeId];
  const changes: StoredChange[] = [];
  for (const one of ids) {
    const change = await loadChange(db, one);
    if (change !== null) changes.push(change);
  }
  return changes;
}

function toChangeMessage(change: StoredChange): ChangeMessage {
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
