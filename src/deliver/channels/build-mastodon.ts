import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import { countGraphemes } from '../compose/cut-text.ts';
import type { Piece } from '../compose/fill-template.ts';
import { chooseDraft, joinDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { PLAIN_POST, writePieces } from '../compose/markup.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';

/** Of a status, where the server has not set another; any link counts as 23. */
const LONGEST = 500;
const LINK_LENGTH = 23;

/** A status of a Mastodon account, with what was uploaded for it. A server takes an `Idempotency-Key` once within an hour. */
export function buildMastodon(
  message: AlertMessage,
  { server, token, visibility }: Extract<Target, { kind: 'mastodon' }>,
  templates: Templates,
  mediaIds: string[] = [],
): DeliveryRequest {
  const pieces = chooseDraft(
    listDrafts(message, templates),
    (draft) => joinDraft(message, draft),
    (written) => countLength(written) <= LONGEST,
  );
  const [only, other] = message.alerts;
  const language = other === undefined ? (only?.language ?? null) : null;
  const status = {
    status: writePieces(pieces, PLAIN_POST),
    visibility,
    ...(language === null ? {} : { language }),
    ...(mediaIds.length === 0 ? {} : { media_ids: mediaIds }),
  };
  return jsonRequest(operationUrl(server, 'api/v1/statuses'), status, {
    authorization: `Bearer ${token}`,
    'idempotency-key': message.id,
  });
}

function countLength(pieces: Piece[]): number {
  return countGraphemes(writePieces(pieces, { ...PLAIN_POST, link: () => 'x'.repeat(LINK_LENGTH) }));
}
