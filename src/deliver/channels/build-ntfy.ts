import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import { chooseDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { PLAIN, writePieces } from '../compose/markup.ts';
import { cutText } from '../compose/tame-text.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';

/** A longer message becomes a file that is attached (ntfy, “Limitations”), in bytes. */
const LONGEST = 4_096;
const LONGEST_TITLE = 200;

/** A notification to a topic of ntfy, as JSON to the root of its server; a touch opens the change. */
export function buildNtfy(
  message: AlertMessage,
  { server, topic, token }: Extract<Target, { kind: 'ntfy' }>,
  templates: Templates,
): DeliveryRequest {
  const { title, body } = chooseDraft(
    listDrafts(message, templates),
    (draft) => ({ title: writePieces(draft.title, PLAIN), body: writePieces(draft.body, PLAIN) }),
    (written) => Buffer.byteLength(written.body) <= LONGEST,
  );
  const [only] = message.alerts;
  const click = message.alerts.length === 1 && only !== undefined ? only.link : message.home;
  return jsonRequest(
    operationUrl(server, ''),
    { topic, title: cutText(title, LONGEST_TITLE), message: body, click },
    token === null ? {} : { authorization: `Bearer ${token}` },
  );
}
