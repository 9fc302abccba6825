import type { AlertMessage } from '../../model/alert.ts';
import type { Picture } from '../../model/picture.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { DISCORD, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest } from '../delivery-request.ts';
import { altOf, formRequest, type UploadRequest } from '../upload-request.ts';

/** Of an attachment's description (“Attachment Object”). */
const LONGEST_ALT = 1_024;
/** Of an embed (“Embed Limits”). */
const LONGEST = { title: 256, description: 4_096 };

/** A message to a webhook of Discord, as an embed: nothing in one calls anybody, and `allowed_mentions` forbids it too. */
export function buildDiscord(message: AlertMessage, address: URL, templates: Templates): DeliveryRequest {
  return jsonRequest(address, writeMessage(message, templates));
}

/** The same with a picture in the embed (“Uploading Files”). */
export async function buildDiscordWithPicture(
  message: AlertMessage,
  address: URL,
  templates: Templates,
  picture: Picture,
): Promise<UploadRequest> {
  const { embeds, ...rest } = writeMessage(message, templates);
  const payload = {
    ...rest,
    embeds: embeds.map((embed) => ({ ...embed, image: { url: `attachment://${picture.name}` } })),
    attachments: [{ id: 0, filename: picture.name, description: altOf(picture, LONGEST_ALT) }],
  };
  const fields = { payload_json: JSON.stringify(payload) };
  return await formRequest(address, fields, { field: 'files[0]', picture });
}

function writeMessage(message: AlertMessage, templates: Templates) {
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
  return { embeds: [embed], allowed_mentions: { parse: [] } };
}
