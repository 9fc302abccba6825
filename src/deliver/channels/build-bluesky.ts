import { createHash } from 'node:crypto';
import type { AlertMessage } from '../../model/alert.ts';
import type { Target } from '../../model/channel.ts';
import { countGraphemes, cutText } from '../compose/cut-text.ts';
import type { Piece } from '../compose/fill-template.ts';
import { chooseDraft, joinDraft, listDrafts, type Templates } from '../compose/list-drafts.ts';
import { type DeliveryRequest, jsonRequest, operationUrl } from '../delivery-request.ts';

export type BlueskySession = { did: string; accessJwt: string };
/** A picture that the account's repository keeps, as an embed has it (app.bsky.embed.images). */
export type PostedPicture = { blob: object; alt: string; aspectRatio: { width: number; height: number } };

type BlueskyTarget = Extract<Target, { kind: 'bluesky' }>;

/** Of a post (lexicon app.bsky.feed.post). */
const LONGEST = { graphemes: 300, bytes: 3_000 };
/** What is shown of a link; where it leads says its facet. */
const LONGEST_LINK = 32;

/** What opens a session with an app password (com.atproto.server.createSession). */
export function buildBlueskySession({ server, handle, password }: BlueskyTarget): DeliveryRequest {
  return jsonRequest(operationUrl(server, 'xrpc/com.atproto.server.createSession'), { identifier: handle, password });
}

/**
 * A post. Its key is made of the delivery's id, and it is put rather than created (com.atproto.repo.putRecord), so that
 * a repeated attempt puts the same post in the same place. Only facets make links and mentions, and there are none but
 * our own links.
 */
export function buildBlueskyPost(
  message: AlertMessage,
  server: string,
  session: BlueskySession,
  templates: Templates,
  picture: PostedPicture | null = null,
): DeliveryRequest {
  const pieces = chooseDraft(
    listDrafts(message, templates),
    (draft) => joinDraft(message, draft),
    (written) => fits(written),
  );
  const at = new Date(Math.max(0, ...message.alerts.map(({ detectedAt }) => detectedAt.getTime())));
  const language = message.alerts.length === 1 ? (message.alerts[0]?.language ?? null) : null;
  const record = {
    $type: 'app.bsky.feed.post',
    ...writePost(pieces),
    ...(picture === null ? {} : { embed: embedOf(picture) }),
    createdAt: at.toISOString(),
    ...(language === null ? {} : { langs: [language] }),
  };
  return jsonRequest(
    operationUrl(server, 'xrpc/com.atproto.repo.putRecord'),
    { repo: session.did, collection: 'app.bsky.feed.post', rkey: makeKey(message.id, at), record },
    { authorization: `Bearer ${session.accessJwt}` },
  );
}

function embedOf({ blob: image, alt, aspectRatio }: PostedPicture) {
  return { $type: 'app.bsky.embed.images', images: [{ image, alt, aspectRatio }] };
}

function fits(pieces: Piece[]): boolean {
  const { text } = writePost(pieces);
  return countGraphemes(text) <= LONGEST.graphemes && Buffer.byteLength(text) <= LONGEST.bytes;
}

type Facet = { index: { byteStart: number; byteEnd: number }; features: { $type: string; uri: string }[] };

/** The text with its links: a facet counts the bytes of UTF-8. What no draft could make fit is cut. */
function writePost(pieces: Piece[]): { text: string; facets: Facet[] } {
  let text = '';
  const facets: Facet[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'link') {
      text += piece.text;
      continue;
    }
    const byteStart = Buffer.byteLength(text);
    text += showLink(piece.href);
    const index = { byteStart, byteEnd: Buffer.byteLength(text) };
    facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: piece.href }] });
  }
  return { text, facets };
}

function showLink(href: string): string {
  const { host, pathname } = new URL(href);
  return cutText(`${host}${pathname === '/' ? '' : pathname}`, LONGEST_LINK);
}

const SORTABLE = '234567abcdefghijklmnopqrstuvwxyz';

/** A record's key that tells its time (AT Protocol, “TID”): 53 bits of microseconds, and 10 that tell two of a moment apart. */
function makeKey(id: string, at: Date): string {
  const digest = createHash('sha256').update(id).digest();
  const micros = BigInt(at.getTime()) * 1_000n + BigInt(digest.readUInt16BE(0) % 1_000);
  let bits = (micros << 10n) | BigInt(digest.readUInt16BE(2) & 1_023);
  let key = '';
  for (let place = 0; place < 13; place += 1) {
    key = SORTABLE.charAt(Number(bits & 31n)) + key;
    bits >>= 5n;
  }
  return key;
}
