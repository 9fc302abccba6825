import * as z from 'zod';
import { CHANGE_KINDS } from '../src/model/change.ts';
import { type Channel, TAKING_IMAGES, TARGET_KINDS, type TargetKind } from '../src/model/channel.ts';
import { clockTimeSchema, lineSchema, mailServerSchema, rateSchema, templateSchema } from './channel-scalars.ts';
import {
  emailSchema,
  httpUrlSchema,
  languageSchema,
  quietHoursSchema,
  secretReferenceSchema,
  timezoneSchema,
} from './scalar-schemas.ts';
import { toTarget } from './to-target.ts';

/** A name that channels are called by; no spaces, so that it can stand in a URL and at the command line. */
const CHANNEL_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;

const incomingSchema = (service: string) =>
  secretReferenceSchema().describe(
    `Where the address of an incoming webhook of ${service} lies (env:NAME or file:PATH): whoever has it can write there.`,
  );
const serverSchema = (usual: string) => httpUrlSchema().prefault(usual).describe('The address of the service.');
const tokenSchema = () => secretReferenceSchema().describe('Where the access token lies (env:NAME or file:PATH).');

const telegramSchema = z.strictObject({
  token: secretReferenceSchema().describe("Where the bot's token lies (env:NAME or file:PATH)."),
  chat: z
    .union([z.int(), lineSchema('the id of a chat, or @name of a channel')])
    .describe('The id of the chat, or the @name of a public channel.'),
  server: serverSchema('https://api.telegram.org'),
});

const mastodonSchema = z.strictObject({
  server: httpUrlSchema().describe("The address of the account's server."),
  token: tokenSchema(),
  visibility: z.enum(['public', 'unlisted', 'private']).prefault('public').describe('Who sees the posts.'),
});

const blueskySchema = z.strictObject({
  handle: lineSchema('a handle; write e.g. desk.bsky.social').describe('The handle of the account.'),
  password: secretReferenceSchema().describe('Where an app password lies (env:NAME or file:PATH).'),
  server: serverSchema('https://bsky.social'),
});

const ntfySchema = z.strictObject({
  topic: z
    .string()
    .regex(/^(?:[\w-]{1,64}|env:[A-Za-z_]\w*|file:\S.*)$/, {
      error: () => 'a topic has up to 64 letters, digits, _ and -; one that nobody may guess stands behind env:NAME',
    })
    .describe('The topic; env:NAME or file:PATH where it must not be known.'),
  token: tokenSchema()
    .nullable()
    .prefault(null)
    .describe('Where the access token lies (env:NAME or file:PATH); null: none is needed.'),
  server: serverSchema('https://ntfy.sh'),
});

const emailChannelSchema = z.strictObject({
  server: mailServerSchema().describe('smtps://host (465) or smtp://host:587, which must then offer STARTTLS.'),
  user: lineSchema('a user name').nullable().prefault(null).describe('Who logs in at the mail server.'),
  password: secretReferenceSchema()
    .nullable()
    .prefault(null)
    .describe('Where the password lies (env:NAME or file:PATH).'),
  from: emailSchema().describe('The address that writes.'),
  to: z.array(emailSchema()).min(1).max(100).describe('The addresses that are written to.'),
  tls: z.boolean().prefault(true).describe('false: without encryption, which only a server on this machine may be.'),
});

/** What a channel is: exactly one of these. */
const targets = {
  webhook: httpUrlSchema({ secret: true })
    .optional()
    .describe('Address that changes are posted to (Standard Webhooks).'),
  email: emailChannelSchema.optional().describe('E-mail.'),
  slack: incomingSchema('Slack').optional(),
  discord: incomingSchema('Discord').optional(),
  mattermost: incomingSchema('Mattermost').optional(),
  telegram: telegramSchema.optional().describe('A chat of Telegram, by a bot.'),
  mastodon: mastodonSchema.optional().describe('Posts of a Mastodon account.'),
  bluesky: blueskySchema.optional().describe('Posts of a Bluesky account.'),
  ntfy: ntfySchema.optional().describe('A topic of ntfy.'),
};

const words = () => z.array(lineSchema('a word or phrase')).prefault([]);
const kinds = () => z.array(z.enum(CHANGE_KINDS)).prefault([]);
const names = () => z.array(lineSchema('the id of a source')).prefault([]);

const rules = {
  minImportance: z
    .number()
    .min(0)
    .max(1)
    .prefault(0)
    .describe('Changes less important than this (0 to 1) are not sent.'),
  kinds: kinds().describe('Only changes of one of these kinds; [] for all.'),
  notKinds: kinds().describe('Not changes that are of these kinds alone.'),
  sources: names().describe('Only changes of these sources; [] for all that name the channel in alerts.'),
  notSources: names().describe('Not changes of these sources.'),
  languages: z.array(languageSchema()).prefault([]).describe('Only articles in these languages; [] for all.'),
  silent: z.boolean().nullable().prefault(null).describe('true: only silent changes; false: only the others.'),
  words: words().describe(
    'Only where one of these words or phrases stands in the headline or in what changed, before or after; word* has any ending.',
  ),
  notWords: words().describe('Not where one of these does.'),
};

const manner = {
  title: templateSchema().optional().describe('Template of the title or subject, with places such as {headline}.'),
  body: templateSchema().optional().describe('Template of the text, with places such as {before}, {after}, {link}.'),
  image: z
    .boolean()
    .optional()
    .describe('Whether the picture of a change goes along; true where the service takes pictures, if left out.'),
  atMost: rateSchema().optional().describe('The most messages in a time, e.g. 20/h; the rest is told in one.'),
  quiet: quietHoursSchema().optional().describe('Hours without messages, e.g. "22:00-07:00"; what came is told after.'),
  digest: z
    .array(clockTimeSchema())
    .max(24)
    .prefault([])
    .describe('Times at which all that came is told in one message, e.g. ["08:00"]; []: each change at once.'),
  timezone: timezoneSchema().prefault('UTC').describe('Time zone (IANA) of quiet, digest and the times in messages.'),
};

const channelSchema = z
  .strictObject({
    ...targets,
    secret: secretReferenceSchema()
      .nullable()
      .prefault(null)
      .describe('Where the secret lies that webhooks are signed with (env:NAME or file:PATH).'),
    ...rules,
    ...manner,
  })
  .meta({ oneOf: TARGET_KINDS.map((kind) => ({ required: [kind] })) })
  .check((context) => {
    const refuse = (key: string | null, message: string) => {
      context.issues.push({ code: 'custom', input: context.value, path: key === null ? [] : [key], message });
    };
    const [kind, other] = TARGET_KINDS.filter((one) => context.value[one] !== undefined);
    // A mistyped key has been told already.
    if (kind === undefined && context.issues.length > 0) return;
    if (kind === undefined) return refuse(null, `it leads nowhere; give it one of ${TARGET_KINDS.join(', ')}`);
    if (other !== undefined) return refuse(other, `it is ${kind} already; a channel leads to one place, so make two`);
    if (kind !== 'webhook' && context.value.secret !== null) refuse('secret', 'only webhooks are signed; leave it out');
    if (!TITLED.has(kind) && context.value.title !== undefined)
      refuse('title', `${kind} has no title; write it into body`);
    if (!TAKING_IMAGES.has(kind) && context.value.image === true)
      refuse(
        'image',
        `${kind === 'webhook' ? 'a webhook' : `an incoming webhook of ${kind}`} takes no picture; leave it out`,
      );
    if (kind !== 'webhook') return;
    if (context.value.body !== undefined) refuse('body', 'a webhook carries the change as JSON; leave it out');
    if (context.value.digest.length > 0) refuse('digest', 'a webhook carries each change by itself; leave it out');
  });

const TITLED = new Set<TargetKind>(['email', 'slack', 'discord', 'mattermost', 'telegram', 'ntfy']);

export type ChannelFile = z.output<typeof channelSchema>;

export const channelsSchema = z
  .record(
    z.string().regex(CHANNEL_NAME, { error: () => 'the name of a channel has only letters, digits, _ and -' }),
    channelSchema,
  )
  .prefault({})
  .describe('Where changes are announced, by name; sources refer to these names in alerts.');

/** A channel from the parsed file. */
export function toChannel(file: ChannelFile): Channel {
  const { minImportance, kinds: some, notKinds, sources, notSources, languages, silent, words: any, notWords } = file;
  const target = toTarget(file);
  return {
    target,
    rules: { minImportance, kinds: some, notKinds, sources, notSources, languages, silent, words: any, notWords },
    templates: { title: file.title ?? null, body: file.body ?? null },
    image: file.image ?? TAKING_IMAGES.has(target.kind),
    atMost: file.atMost ?? null,
    quiet: file.quiet ?? null,
    timezone: file.timezone,
    digestAt: file.digest,
  };
}
