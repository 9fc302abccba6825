import type { AlertMessage } from '../../model/alert.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { DISCORD, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest } from '../delivery-request.ts';

/** Of an embed (“Embed Limits”). */
const LONGEST = { title: 256, description: 4_096 };

/** A message to a webhook of Discord, as an embed: nothing in one calls anybody, and `allowed_mentions` forbids it too. */
export function buildDiscord(message: AlertMessage, address: URL, templates: Templates): DeliveryRequest {
  const [only] = message.alerts;
  const { title, description } = chooseDraft(
    listDrafts(message, templates),
    (draft) => ({ title: writePieces(draft.title, DISCORD), description: writePieces(draft.body, DISCORD) }),
    (written) => written.title.length <= LONGEST.title && written.description.length <= LONGEST.description,
  );
  const isOne = message.alerts.length === 1 && only !== undefined;
  const embed = {
    title: title.slice(0, LONGEST.title),
    description,
    ...(isOne ? { url: only.link, timestamp: only.detectedAt.toISOString() } : {}),
  };
  return jsonRequest(address, { embeds: [embed], allowed_mentions: { parse: [] } });
}
