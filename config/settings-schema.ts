import * as z from 'zod';
import type { Channel } from '../src/model/channel.ts';
import { channelsSchema, toChannel } from './channel-schema.ts';
import { type Oidc, oidcSchema } from './oidc-schema.ts';
import {
  cidrSchema,
  durationSchema,
  emailSchema,
  httpUrlSchema,
  quoteValue,
  secretReferenceSchema,
} from './scalar-schemas.ts';

const LINE = /^[\x20-\x7e]+$/;
/** An address of a page or of a mailbox. */
const CONTACT = /https?:\/\/[^\s/?#]+|[^\s@]+@[^\s@]+\.[^\s@]+/i;

/** Until somebody says who runs it: a name that is reserved for saying that nobody has (RFC 2606). */
const NOBODYS_USER_AGENT = 'stet/0.1 (news monitor; +https://stet.example/)';

/** Whether sites that are asked cannot tell who does: nobody has set anything by which that could be seen. */
export function namesNobody({ userAgent, from }: { userAgent: string; from: string | null }): boolean {
  return from === null && userAgent === NOBODYS_USER_AGENT;
}

const networkSchema = z
  .strictObject({
    userAgent: z
      .string()
      .trim()
      .regex(LINE, {
        error: (issue) => `${quoteValue(issue.input)} is not a user agent; write a line in ASCII`,
      })
      .prefault(NOBODYS_USER_AGENT)
      .describe('What stet calls itself to sites, with a page or an e-mail address where you can be reached.'),
    from: emailSchema()
      .nullable()
      .prefault(null)
      .describe('An e-mail address where you can be reached, sent to sites as From; null: userAgent names one.'),
    allowPrivate: z
      .array(cidrSchema())
      .prefault([])
      .describe('Address ranges (CIDR) that may be fetched although they are private, e.g. 127.0.0.0/8.'),
    maxBodyMb: z.number().positive().max(1024).prefault(16).describe('The most megabytes of a page, decompressed.'),
    timeout: durationSchema().prefault('30s').describe('The longest that one fetch may take, redirects included.'),
  })
  .check((context) => {
    const { userAgent, from } = context.value;
    if (from !== null || CONTACT.test(userAgent) || !LINE.test(userAgent)) return;
    const message = `${quoteValue(userAgent)} names nobody whom a site could turn to; write e.g. "stet/1.0 (+https://example.org/our-crawler)", or an e-mail address as from`;
    context.issues.push({ code: 'custom', input: context.value, path: ['userAgent'], message });
  });

const webSchema = z.strictObject({
  host: z.string().trim().min(1).prefault('127.0.0.1').describe('Address the review UI listens on.'),
  port: z.int().min(0).max(65_535).prefault(4000).describe('Port of the review UI; 0 takes any free one.'),
  token: secretReferenceSchema()
    .nullable()
    .prefault(null)
    .describe('Where the token lies that visitors must show (env:NAME or file:PATH); null: none is asked for.'),
  oidc: oidcSchema.nullable().prefault(null).describe('Logging in by accounts elsewhere (OpenID Connect); null: none.'),
  publicUrl: httpUrlSchema()
    .nullable()
    .prefault(null)
    .describe('Address under which the internet reaches this web server, for hubs that push (WebSub); null: none.'),
});

const retentionSchema = z.strictObject({
  bytes: z
    .literal('forever')
    .prefault('forever')
    .describe('How long the bytes of captures are kept; forever is all there is so far.'),
});

const workersSchema = z.strictObject({
  visits: z.int().min(1).max(500).prefault(8).describe('Visits of articles at the same time in one process.'),
  renders: z.int().min(1).max(32).prefault(2).describe('Pages that a browser loads at the same time in one process.'),
  discoveries: z.int().min(1).max(100).prefault(2).describe('Sources that are asked at the same time in one process.'),
  deliveries: z.int().min(1).max(100).prefault(4).describe('Deliveries at the same time in one process.'),
  readers: z.int().min(1).max(64).prefault(2).describe('Threads that read pages in one process.'),
  renderTimeout: durationSchema()
    .prefault('45s')
    .describe('The longest that a browser may take for one page, until it has settled.'),
  readTimeout: durationSchema()
    .prefault('5s')
    .describe('The longest that reading one page may take: ordinary ones take a hundredth of a second.'),
});

/** The file `config/stet.yaml`. Every key has a default, so the file may be absent. */
export const settingsSchema = z
  .strictObject({
    network: networkSchema.prefault({}).describe('How stet meets the network.'),
    web: webSchema.prefault({}).describe('The review UI.'),
    channels: channelsSchema,
    retention: retentionSchema.prefault({}).describe('How long what is kept.'),
    workers: workersSchema.prefault({}).describe('How much is done at once.'),
  })
  .meta({ title: 'Settings of stet', description: 'Settings of the whole program; every key has a default.' });

/** The settings as the rest of the program knows them. Times in milliseconds. */
export type Settings = {
  network: { userAgent: string; from: string | null; allowPrivate: string[]; maxBodyMb: number; timeoutMs: number };
  web: { host: string; port: number; token: string | null; oidc: Oidc | null; publicUrl: string | null };
  channels: Record<string, Channel>;
  workers: {
    visits: number;
    renders: number;
    discoveries: number;
    deliveries: number;
    readers: number;
    readTimeoutMs: number;
    renderTimeoutMs: number;
  };
};

/** Settings from the parsed file. */
export function toSettings(file: z.output<typeof settingsSchema>): Settings {
  const { timeout, ...network } = file.network;
  const { readTimeout, renderTimeout, ...workers } = file.workers;
  return {
    network: { ...network, timeoutMs: timeout },
    web: file.web,
    channels: Object.fromEntries(Object.entries(file.channels).map(([name, channel]) => [name, toChannel(channel)])),
    workers: { ...workers, readTimeoutMs: readTimeout, renderTimeoutMs: renderTimeout },
  };
}
