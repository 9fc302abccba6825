import { buildWebhook, type SignedWebhook } from '../src/deliver/build-webhook.ts';
import { buildDiscord, buildDiscordWithPicture } from '../src/deliver/channels/build-discord.ts';
import { buildMail } from '../src/deliver/channels/build-mail.ts';
import { buildMattermost } from '../src/deliver/channels/build-mattermost.ts';
import { buildNtfy, buildNtfyWithPicture } from '../src/deliver/channels/build-ntfy.ts';
import { buildSlack } from '../src/deliver/channels/build-slack.ts';
import { buildTelegram, buildTelegramPhoto } from '../src/deliver/channels/build-telegram.ts';
import { templatesOf } from '../src/deliver/compose/usual-templates.ts';
import type { DeliveryRequest } from '../src/deliver/delivery-request.ts';
import { type DeliveryOutcome, sendRequest, withRefusal } from '../src/deliver/send-request.ts';
import { sendToBluesky } from '../src/deliver/send-to-bluesky.ts';
import { sendToMastodon } from '../src/deliver/send-to-mastodon.ts';
import type { UploadRequest } from '../src/deliver/upload-request.ts';
import type { AlertMessage } from '../src/model/alert.ts';
import type { ChangeMessage } from '../src/model/change.ts';
import type { Channel, Target } from '../src/model/channel.ts';
import type { MailResult } from '../src/model/mail.ts';
import type { Picture } from '../src/model/picture.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Stet } from './stet.ts';

/** What is sent: in words, and for a webhook the change as JSON, `null` where it is a test. */
export type Outgoing = {
  name: string;
  message: AlertMessage;
  change: ChangeMessage | null;
  /** What goes along, where the channel wants it and the service takes it. */
  picture: Picture | null;
};

/** Sends a message on a channel; where it is refused with its picture, without. No secret is in what comes of it. */
export async function sendMessage(
  stet: Stet,
  channel: Channel,
  outgoing: Outgoing,
  now: Date,
): Promise<DeliveryOutcome> {
  const resolved = resolveTarget(channel.target);
  if (!resolved.ok) return retryLater(resolved.reason);
  const { target, secrets } = resolved;
  const outcome = await sendWithPicture(stet, { ...channel, target }, outgoing, now);
  const hide = (text: string) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '…'), text);
  if (outcome.kind !== 'delivered') return { ...outcome, reason: hide(outcome.reason) };
  if (outcome.refusal === undefined) return outcome;
  return { ...outcome, refusal: `It went without its picture. ${hide(outcome.refusal)}` };
}

/** What is refused may be refused for its picture: the words are sent by themselves then. */
async function sendWithPicture(stet: Stet, channel: Channel, outgoing: Outgoing, now: Date): Promise<DeliveryOutcome> {
  const outcome = await sendTo(stet, channel, outgoing, now);
  if (outcome.kind !== 'given-up' || outgoing.picture === null) return outcome;
  return withRefusal(await sendTo(stet, channel, { ...outgoing, picture: null }, now), outcome.reason);
}

function retryLater(reason: string): DeliveryOutcome {
  return { kind: 'retry', status: null, reason, retryAfterMs: null };
}

async function sendTo(stet: Stet, channel: Channel, outgoing: Outgoing, now: Date): Promise<DeliveryOutcome> {
  const { target } = channel;
  const { message, picture } = outgoing;
  const templates = templatesOf(channel);
  switch (target.kind) {
    case 'webhook':
      return await sendWebhook(stet, target, outgoing, now);
    case 'email': {
      const { server: address, user, password, isPlain } = target;
      const mail = buildMail(message, target, templates, picture);
      return toOutcome(await stet.client.sendMail({ address, user, password, isPlain }, mail));
    }
    case 'bluesky':
      return await sendToBluesky(stet.client, outgoing, target, templates, now);
    case 'telegram': {
      const photo = picture && (await buildTelegramPhoto(message, target, templates, picture));
      return await post(stet, 'Telegram server', photo ?? buildTelegram(message, target, templates), now);
    }
    case 'mastodon':
      return await sendToMastodon(stet.client, outgoing, target, templates, now);
    case 'ntfy': {
      const attached = picture && buildNtfyWithPicture(message, target, templates, picture);
      return await post(stet, 'ntfy server', attached ?? buildNtfy(message, target, templates), now);
    }
    default:
      return await sendToIncoming(stet, target, outgoing, channel, now);
  }
}

const INCOMING = {
  slack: { name: 'Slack webhook', build: buildSlack },
  discord: { name: 'Discord webhook', build: buildDiscord },
  mattermost: { name: 'Mattermost webhook', build: buildMattermost },
};

/** An address that is a secret is read only here: what lies where it should may be none. */
async function sendToIncoming(
  stet: Stet,
  { kind, address }: { kind: keyof typeof INCOMING; address: string },
  { name, message, picture }: Outgoing,
  channel: Channel,
  now: Date,
): Promise<DeliveryOutcome> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return retryLater(`What the channel ${name} names as the address of its webhook is none; put the right one there.`);
  }
  const { name: service, build } = INCOMING[kind];
  const templates = templatesOf(channel);
  if (kind === 'discord' && picture !== null) {
    return await post(stet, service, await buildDiscordWithPicture(message, url, templates, picture), now);
  }
  return await post(stet, service, build(message, url, templates), now);
}

async function post(
  stet: Stet,
  name: string,
  request: DeliveryRequest | UploadRequest,
  now: Date,
): Promise<DeliveryOutcome> {
  return await sendRequest(stet.client, { name, isPatient: false }, request, now);
}

async function sendWebhook(
  stet: Stet,
  { address, secret }: Extract<Target, { kind: 'webhook' }>,
  { name, message, change }: Outgoing,
  now: Date,
): Promise<DeliveryOutcome> {
  const webhook = signWebhook(change, secret, message.id);
  if (webhook !== null) {
    const request = { url: new URL(address), ...webhook };
    return await sendRequest(stet.client, { name: 'webhook', isPatient: true }, request, now);
  }
  return retryLater(
    `The secret of the channel ${name} is not base64, with or without "whsec_" before it; put the right one there.`,
  );
}

/**
 * `null` when the secret cannot be used: what it is must not get into a log. A receiver checks the timestamp against
 * its own clock, so it is real time, also where the clock here is a faster one.
 */
function signWebhook(change: ChangeMessage | null, secret: string | null, id: string): SignedWebhook | null {
  try {
    return buildWebhook(change, secret, id, new Date());
  } catch {
    return null;
  }
}

function toOutcome(result: MailResult): DeliveryOutcome {
  if (result.kind === 'sent') return { kind: 'delivered', status: 250 };
  const { reason, code: status, isFinal } = result;
  return isFinal ? { kind: 'given-up', status, reason } : { kind: 'retry', status, reason, retryAfterMs: null };
}
