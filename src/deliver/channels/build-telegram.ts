import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import type { Picture } from '../../model/picture.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { TELEGRAM, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';
import { formRequest, type UploadRequest } from '../upload-request.ts';

/** Of a message, after its entities are read (Bot API, sendMessage): a text with them is never shorter. */
const LONGEST = 4_096;
/** Of what stands below a photo (sendPhoto). */
const LONGEST_CAPTION = 1_024;

/** A message of a Telegram bot. */
export function buildTelegram(
  message: AlertMessage,
  { server, token, chat }: Extract<Target, { kind: 'telegram' }>,
  templates: Templates,
): DeliveryRequest {
  return jsonRequest(operationUrl(server, `bot${token}/sendMessage`), {
    chat_id: chat,
    text: writeText(message, templates),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  });
}

/** The same below a photo; `null` where it is too long for that: the words come first. */
export async function buildTelegramPhoto(
  message: AlertMessage,
  { server, token, chat }: Extract<Target, { kind: 'telegram' }>,
  templates: Templates,
  picture: Picture,
): Promise<UploadRequest | null> {
  const caption = writeText(message, templates);
  if (caption.length > LONGEST_CAPTION) return null;
  const url = operationUrl(server, `bot${token}/sendPhoto`);
  return await formRequest(url, { chat_id: chat, caption, parse_mode: 'HTML' }, { field: 'photo', picture });
}

function writeText(message: AlertMessage, templates: Templates): string {
  return chooseDraft(
    listDrafts(message, templates),
    ({ title, body }) => `<b>${writePieces(title, TELEGRAM)}</b>\n${writePieces(body, TELEGRAM)}`,
    (written) => written.length <= LONGEST,
  );
}
