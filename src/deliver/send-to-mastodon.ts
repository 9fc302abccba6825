import * as z from 'zod';
import type { AlertMessage } from '../model/alert.ts';
import type { Target } from '../model/channel.ts';
import type { Picture } from '../model/picture.ts';
import { buildMastodon } from './channels/build-mastodon.ts';
import type { Templates } from './compose/list-drafts.ts';
import { operationUrl } from './delivery-request.ts';
import { parseJson } from './parse-json.ts';
import { type DeliveryClient, type DeliveryOutcome, exchange, sendRequest, withRefusal } from './send-request.ts';
import { altOf, formRequest } from './upload-request.ts';

type MastodonTarget = Extract<Target, { kind: 'mastodon' }>;

const mediaSchema = z.object({ id: z.string().min(1) });
const RECEIVER = { name: 'Mastodon server', isPatient: false };
/** Of a description (Mastodon, “Media attachments”). */
const LONGEST_ALT = 1_500;

/** Posts to Mastodon; first the picture, where there is one. A picture that is not taken does not keep the text. */
export async function sendToMastodon(
  client: DeliveryClient,
  { message, picture }: { message: AlertMessage; picture: Picture | null },
  target: MastodonTarget,
  templates: Templates,
  now: Date,
): Promise<DeliveryOutcome> {
  const media = picture === null ? null : await upload(client, picture, target, now);
  const ids = media !== null && 'id' in media ? [media.id] : [];
  const outcome = await sendRequest(client, RECEIVER, buildMastodon(message, target, templates, ids), now);
  return media !== null && 'refusal' in media ? withRefusal(outcome, media.refusal) : outcome;
}

async function upload(
  client: DeliveryClient,
  picture: Picture,
  { server, token }: MastodonTarget,
  now: Date,
): Promise<{ id: string } | { refusal: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const fields = { description: altOf(picture, LONGEST_ALT) };
  const request = await formRequest(operationUrl(server, 'api/v2/media'), fields, { field: 'file', picture }, headers);
  const { outcome, answer } = await exchange(client, RECEIVER, request, now);
  if (outcome.kind !== 'delivered') return { refusal: outcome.reason };
  const media = mediaSchema.safeParse(parseJson(answer));
  if (media.success) return media.data;
  return { refusal: `The ${RECEIVER.name} took a picture and did not say under which id.` };
}
