import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import type { Picture } from '../../model/picture.ts';
import { cutText } from '../compose/cut-text.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { PLAIN, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';
import { PICTURE_TYPE, type UploadRequest } from '../upload-request.ts';

/** A longer message becomes a file that is attached (ntfy, “Limitations”), in bytes. */
const LONGEST = 4_096;
const LONGEST_TITLE = 200;

/** A notification to a topic of ntfy, as JSON to the root of its server; a touch opens the change. */
export function buildNtfy(
  message: AlertMessage,
  { server, topic, token }: Extract<Target, { kind: 'ntfy' }>,
  templates: Templates,
): DeliveryRequest {
  return jsonRequest(operationUrl(server, ''), { topic, ...writeMessage(message, templates) }, authorise(token));
}

/** The same with an attached picture: its bytes are the body, so all else stands in headers (ntfy, “Attach local file”). */
export function buildNtfyWithPicture(
  message: AlertMessage,
  { server, topic, token }: Extract<Target, { kind: 'ntfy' }>,
  templates: Templates,
  { bytes, name }: Picture,
): UploadRequest {
  const { title, message: text, click } = writeMessage(message, templates);
  return {
    url: operationUrl(server, encodeURIComponent(topic)),
    headers: {
      'content-type': PICTURE_TYPE,
      filename: name,
      title: encodeWord(title),
      message: encodeWord(text),
      click,
      ...authorise(token),
    },
    body: bytes,
  };
}

function authorise(token: string | null): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** A text as a header may carry it (RFC 2047), line breaks too. */
function encodeWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function writeMessage(message: AlertMessage, templates: Templates) {
  const { title, body } = chooseDraft(
    listDrafts(message, templates),
    (draft) => ({ title: writePieces(draft.title, PLAIN), body: writePieces(draft.body, PLAIN) }),
    (written) => Buffer.byteLength(written.body) <= LONGEST,
  );
  const [only] = message.alerts;
  const click = message.alerts.length === 1 && only !== undefined ? only.link : message.home;
  return { title: cutText(title, LONGEST_TITLE), message: body, click };
}
