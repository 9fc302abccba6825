import type { AlertMessage } from '../../model/alert.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { MATTERMOST, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest } from '../delivery-request.ts';

/** Of a post, by the smallest limit of those that servers may have. */
const LONGEST = 4_000;

/** A message to an incoming webhook of Mattermost. */
export function buildMattermost(message: AlertMessage, address: URL, templates: Templates): DeliveryRequest {
  const text = chooseDraft(
    listDrafts(message, templates),
    ({ title, body }) => `**${writePieces(title, MATTERMOST)}**\n${writePieces(body, MATTERMOST)}`,
    (written) => written.length <= LONGEST,
  );
  return jsonRequest(address, { text });
}
