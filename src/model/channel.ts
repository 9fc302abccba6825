import type { ChangeKind } from './change.ts';
import type { QuietHours } from './quiet-hours.ts';

/**
 * Where a channel leads, and what it takes to get there. Any text in it may be a reference (`env:NAME`, `file:PATH`);
 * secrets always are. `server` is the address of a service's API, without a path behind it.
 */
export type Target =
  | { kind: 'webhook'; address: string; secret: string | null }
  | { kind: 'slack' | 'discord' | 'mattermost'; address: string }
  | { kind: 'telegram'; server: string; token: string; chat: string }
  | { kind: 'mastodon'; server: string; token: string; visibility: 'public' | 'unlisted' | 'private' }
  | { kind: 'bluesky'; server: string; handle: string; password: string }
  | { kind: 'ntfy'; server: string; topic: string; token: string | null }
  | MailTarget;

/** Where a picture can go along. An incoming webhook of Slack or Mattermost takes none, only the address of one. */
export const TAKING_IMAGES: ReadonlySet<Target['kind']> = new Set([
  'email',
  'discord',
  'telegram',
  'mastodon',
  'bluesky',
  'ntfy',
]);

/** A mail server (`smtp://` or `smtps://`), and who writes to whom. */
export type MailTarget = {
  kind: 'email';
  server: string;
  user: string | null;
  password: string | null;
  from: string;
  to: string[];
  /** Without TLS, to a server on this machine alone. */
  isPlain: boolean;
};

export const TARGET_KINDS = [
  'webhook',
  'email',
  'slack',
  'discord',
  'mattermost',
  'telegram',
  'mastodon',
  'bluesky',
  'ntfy',
] as const satisfies Target['kind'][];
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Which changes a channel is told of: those that satisfy every rule. An empty list asks for nothing. */
export type AlertRules = {
  /** 0 to 1. */
  minImportance: number;
  /** At least one of these kinds. */
  kinds: ChangeKind[];
  /** Some kind besides these. */
  notKinds: ChangeKind[];
  sources: string[];
  notSources: string[];
  /** Primary languages, by ISO 639. */
  languages: string[];
  /** `true`: silent changes only; `false`: the others only. */
  silent: boolean | null;
  /** One of these words or phrases in the headline or in what changed, on either side; `word*`: with any ending. */
  words: string[];
  notWords: string[];
};

/** How often a channel may be written to. */
export type Rate = { count: number; perMs: number };

/** Where changes are announced, as configured. */
export type Channel = {
  target: Target;
  rules: AlertRules;
  /** Templates of what is written; `null`: the usual one of its kind. */
  templates: { title: string | null; body: string | null };
  /** Whether the picture of a change goes along where one change is told. */
  image: boolean;
  atMost: Rate | null;
  quiet: QuietHours | null;
  /** Of quiet hours, digests and the times in messages. */
  timezone: string;
  /** Minutes since midnight at which all that came is told in one message; empty: each change at once. */
  digestAt: number[];
};

/** What a template may name. */
export const PLACES = [
  'headline',
  'source',
  'kinds',
  'reasons',
  'before',
  'after',
  'importance',
  'silent',
  'language',
  'time',
  'url',
  'link',
] as const;
export type Place = (typeof PLACES)[number];
