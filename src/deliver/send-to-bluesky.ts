import * as z from 'zod';
import type { AlertMessage } from '../model/alert.ts';
import type { Target } from '../model/channel.ts';
import type { Picture } from '../model/picture.ts';
import {
  type BlueskySession,
  buildBlueskyPost,
  buildBlueskySession,
  type PostedPicture,
} from './channels/build-bluesky.ts';
import type { Templates } from './compose/list-drafts.ts';
import { operationUrl } from './delivery-request.ts';
import { parseJson } from './parse-json.ts';
import { type DeliveryClient, type DeliveryOutcome, exchange, sendRequest, withRefusal } from './send-request.ts';
import { altOf, PICTURE_TYPE } from './upload-request.ts';

type BlueskyTarget = Extract<Target, { kind: 'bluesky' }>;

const sessionSchema = z.object({ did: z.string().startsWith('did:'), accessJwt: z.string().min(1) });
const blobSchema = z.object({ blob: z.object({ ref: z.unknown() }).loose() });
const RECEIVER = { name: 'Bluesky server', isPatient: false };
/** What its own apps take. */
const LONGEST_ALT = 2_000;

/**
 * Posts to Bluesky: a session with the app password, the picture where there is one, then the post. A picture that is
 * not taken does not keep the text.
 */
export async function sendToBluesky(
  client: DeliveryClient,
  { message, picture }: { message: AlertMessage; picture: Picture | null },
  target: BlueskyTarget,
  templates: Templates,
  now: Date,
): Promise<DeliveryOutcome> {
  const { outcome, answer } = await exchange(client, RECEIVER, buildBlueskySession(target), now);
  if (outcome.kind !== 'delivered') return outcome;
  const session = sessionSchema.safeParse(parseJson(answer));
  if (!session.success) {
    const reason = `What the Bluesky server at ${new URL(target.server).host} answered is no session; check its address.`;
    return { kind: 'retry', status: outcome.status, reason, retryAfterMs: null };
  }
  const uploaded = picture === null ? null : await upload(client, picture, target, session.data, now);
  const posted = uploaded !== null && 'blob' in uploaded ? uploaded : null;
  const post = buildBlueskyPost(message, target.server, session.data, templates, posted);
  const ended = await sendRequest(client, RECEIVER, post, now);
  return uploaded !== null && 'refusal' in uploaded ? withRefusal(ended, uploaded.refusal) : ended;
}

/** Keeps the picture's bytes with the account's repository (com.atproto.repo.uploadBlob); what it says goes with the post. */
async function upload(
  client: DeliveryClient,
  picture: Picture,
  { server }: BlueskyTarget,
  { accessJwt }: BlueskySession,
  now: Date,
): Promise<PostedPicture | { refusal: string }> {
  const url = operationUrl(server, 'xrpc/com.atproto.repo.uploadBlob');
  const headers = { authorization: `Bearer ${accessJwt}`, 'content-type': PICTURE_TYPE };
  const { outcome, answer } = await exchange(client, RECEIVER, { url, headers, body: picture.bytes }, now);
  if (outcome.kind !== 'delivered') return { refusal: outcome.reason };
  const taken = blobSchema.safeParse(parseJson(answer));
  if (!taken.success) return { refusal: `The ${RECEIVER.name} took a picture and did not say where it is.` };
  const { width, height } = picture;
  return { blob: taken.data.blob, alt: altOf(picture, LONGEST_ALT), aspectRatio: { width, height } };
}
