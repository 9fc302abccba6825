import type { Db } from '../../storage/open-database.ts';
import type { Clock } from '../model/clock.ts';
import type { Finding } from '../model/finding.ts';
import type { Reading } from '../model/page.ts';
import type { Scope } from '../model/scope.ts';
import type { Source } from '../model/source.ts';
import type { ConfiguredChannel } from './configured-channel.ts';
import type { Painter } from './image/open-painter.ts';
import type { Assets } from './load-assets.ts';
import type { NumbersMemory } from './remember-numbers.ts';

/** What a hub asks at a callback, as it wrote it. */
export type HubQuery = Record<'mode' | 'topic' | 'challenge' | 'leaseSeconds' | 'reason', string | null>;

/** What becomes of what WebSub hubs ask and push; `id` is the last part of a callback's path. */
export type PushReceiver = {
  /** The text to answer with; `null`: stet asked for nothing of the kind. */
  verify(id: string, asked: HubQuery, now: Date): Promise<string | null>;
  find(id: string): Promise<'open' | 'ended' | 'unknown'>;
  receive(
    id: string,
    push: { body: Uint8Array; contentType: string | null; signature: string | null },
    now: Date,
  ): Promise<void>;
};

/** What is wrong in a source's file, and where: line and column count from 1; 0: as a whole. */
export type SourceFault = { line: number; column: number; path: string; message: string };

/** A source's file as it is written, and what tells whether it was changed since. */
export type SourceText = { text: string; digest: string };

/** What saving a source's file came to; whatever it is but `saved`, nothing was written. */
export type SavedSource =
  | { kind: 'saved'; file: string }
  | { kind: 'faulty'; faults: SourceFault[] }
  | { kind: 'conflict'; current: SourceText | null }
  | { kind: 'exists' }
  | { kind: 'unwritable'; reason: string };

/** What would be found at a site, and the file that would be written for it; nothing was stored. */
export type SourcePreview = {
  id: string;
  text: string;
  endpoints: { kind: string; url: string; articles: number; titles: string[]; reason: string | null }[];
  article: { url: string; reading: Reading | null; reason: string | null } | null;
};

/** What trying a source for real came to; nothing was stored. `waits`: why it would not be asked at present. */
export type TriedSource = {
  endpoints: (SourcePreview['endpoints'][number] & { hub: string | null })[];
  article: SourcePreview['article'];
  waits: string[];
};

/** The files of the sources, which are the truth about them, for a process that has them. */
export type SourceFiles = {
  /** Where they are. */
  folder: string;
  /** Whether this process makes visits by them: others read a folder of their own. */
  isInUse: boolean;
  isId(id: string): boolean;
  read(id: string): SourceText | null;
  check(id: string, text: string): SourceFault[];
  /** `digest`: what the file is expected to be; `null`: not there. */
  save(source: { id: string; text: string; digest: string | null }): SavedSource;
  /** Tries a source by this text for real, politely, as a visit over HTTP would. */
  try(
    source: { id: string; text: string },
    now: Date,
  ): Promise<
    | { kind: 'tried'; tried: TriedSource }
    | { kind: 'faulty'; faults: SourceFault[] }
    | { kind: 'impossible'; reason: string }
  >;
  /** Looks at a site for real, politely; a sentence where nothing can be made of it. */
  preview(address: URL, now: Date): Promise<{ ok: true; preview: SourcePreview } | { ok: false; reason: string }>;
};

/** What a login at a provider (OIDC) begins with: where to go, and what has to come back. */
export type OidcStart = { url: string; state: string; nonce: string; verifier: string };

/** Who came back from the provider; `role`: what its claims give, `null`: nothing. */
export type OidcPerson = {
  subject: string;
  name: string;
  /** Whether the name is an e-mail address that the provider has verified: only such a one is surely the person's. */
  isVerified: boolean;
  role: Scope | null;
};

/** Logging in by the account that people have elsewhere. */
export type OidcLogin = {
  begin(callback: URL): Promise<{ ok: true; start: OidcStart } | { ok: false; reason: string }>;
  /** `returned`: the address under which the visitor came back. */
  finish(
    returned: URL,
    start: Omit<OidcStart, 'url'>,
  ): Promise<{ ok: true; person: OidcPerson } | { ok: false; reason: string }>;
};

/** What the review UI needs to answer. */
export type WebOptions = {
  db: Db;
  /** The sources as configured now: a daemon reads them again. */
  sources: () => Source[];
  clock: Clock;
  /** The address it listens on: requests must name it, or a loopback name. */
  host: string;
  /** What visitors may show to be let in as admins; `null`: there are users, or nothing is asked for. */
  token: string | null;
  /** Left out: nobody logs in elsewhere. */
  oidc?: OidcLogin;
  /** The files of the sources; left out: they cannot be managed here. */
  sourceFiles?: SourceFiles;
  /** Where hubs are heard; left out: nowhere. */
  pushes?: PushReceiver;
  /** The address under which the internet reaches this server, as configured now; left out: none. */
  publicUrl?: () => string | null;
  /** Whether the queue answers within so many milliseconds; missing in a process that has none. */
  isQueueUp?: (timeoutMs: number) => Promise<boolean>;
  /** What stet needs and finds on this machine; left out: that is not examined here. */
  examine?: () => Promise<Finding[]>;
  /** The channels as configured now; left out: none. */
  channels?: () => ConfiguredChannel[];
  /** Told of every failure that a visitor sees as an error page. */
  onError?: (error: Error) => void;
};

/** What the routes share. */
export type Web = Omit<WebOptions, 'pushes'> & {
  assets: Assets;
  pushes: PushReceiver | null;
  numbers: NumbersMemory;
  painter: Painter;
  /** Whether visitors have to show who they are: there are users, or a token, or others than this machine may come. */
  isGuarded: () => Promise<boolean>;
};

/** A source's name by its id, for sources of the database that are no longer configured too. */
export function nameSource(web: Web, id: string): string {
  const sources = web.sources();
  let byId = names.get(sources);
  if (byId === undefined) {
    byId = new Map(sources.map((source) => [source.id, source.name]));
    names.set(sources, byId);
  }
  return byId.get(id) ?? id;
}

/** By the list that was read from the configuration: another one is read when that is edited. */
const names = new WeakMap<Source[], Map<string, string>>();

/** Whether the configuration names this channel. */
export function isConfigured(web: Pick<Web, 'channels'>, name: string): boolean {
  return web.channels?.().some((channel) => channel.name === name) ?? false;
}
