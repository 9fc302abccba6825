import type { AlertMessage } from '../../model/alert.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { SLACK, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest } from '../delivery-request.ts';

/** Of a section's text (Block Kit, “Section block”). */
const LONGEST = 3_000;

/**
 * A message to an incoming webhook of Slack. `verbatim` keeps it from making links and mentions of what looks like
 * them; the text beside the blocks is what a notification shows.
 */
export function buildSlack(message: AlertMessage, address: URL, templates: Templates): DeliveryRequest {
  const { title, text } = chooseDraft(
    listDrafts(message, templates),
    (draft) => {
      const title = writePieces(draft.title, SLACK);
      return { title, text: `*${title}*\n${writePieces(draft.body, SLACK)}` };
    },
    (written) => written.text.length <= LONGEST,
  );
  return jsonRequest(address, {
    text: title,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }],
    unfurl_links: false,
    unfurl_media: false,
  });
}
