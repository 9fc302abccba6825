import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { TELEGRAM, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';

/** Of a message, after its entities are read (Bot API, sendMessage): a text with them is never shorter. */
const LONGEST = 4_096;

/** A message of a Telegram bot. */
export function buildTelegram(
  message: AlertMessage,
  { server, token, chat }: Extract<Target, { kind: 'telegram' }>,
  templates: Templates,
): DeliveryRequest {
  const text = chooseDraft(
    listDrafts(message, templates),
    ({ title, body }) => `<b>${writePieces(title, TELEGRAM)}</b>\n${writePieces(body, TELEGRAM)}`,
    (written) => written.length <= LONGEST,
  );
  return jsonRequest(operationUrl(server, `bot${token}/sendMessage`), {
    chat_id: chat,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  });
}
