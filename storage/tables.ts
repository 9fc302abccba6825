import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type { Article } from '../src/model/article.ts';
import type { BlockChange, ChangeKind, FieldChange, ImportanceTerm, PassedOver } from '../src/model/change.ts';
import type { DriftStatus, Traits } from '../src/model/drift.ts';
import type { EndpointPace } from '../src/model/endpoint-pace.ts';
import type { Life } from '../src/model/life.ts';
import type { LikenessKind, LikenessOutcome } from '../src/model/likeness.ts';
import type { ArticleStatus, Outcome } from '../src/model/outcome.ts';
import type { Headers } from '../src/model/page.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { VisitReason, VisitsAtThreshold } from '../src/model/revisit.ts';
import type { EndpointKind } from '../src/model/source.ts';
import type { Verdict } from '../src/model/verdict.ts';
import type { ApiTokensTable, AssignmentsTable, GuessesTable, LoginsTable, UsersTable } from './access-tables.ts';
import type { AttemptsTable, ChannelsTable, DeliveriesTable } from './alert-tables.ts';
import type { KeptFiguresTable } from './figure-tables.ts';
import type { PushesTable, SubscriptionsTable } from './push-tables.ts';
import type { ReextractionsTable } from './reextraction-tables.ts';
import type { SavedSearchesTable, VersionWordsTable, WordCatchUpsTable } from './search-tables.ts';

/** A JSON column: parsed when read, given as text when written. */
type Json<T> = ColumnType<T, string, string>;

/** A source as last seen in the configuration; `removed_at` is set while it is not there. */
export type SourcesTable = {
  id: string;
  name: string;
  homepage: string;
  enabled: boolean;
  removed_at: Date | null;
  /** The setting that its articles' identities were told by; empty: none was set, null: it was not noted yet. */
  identity_pattern: ColumnType<string | null, string | null | undefined, string>;
  /** Since when a person has it make no visits; null: it makes them. */
  paused_at: ColumnType<Date | null, never, Date | null>;
  paused_by: ColumnType<string | null, never, string | null>;
};

/** A place of discovery. What is due is `next_visit_at`; the queue only wakes workers up. */
export type EndpointsTable = {
  id: string;
  source_id: string;
  kind: EndpointKind;
  url: string;
  /** False while the configuration does not name it. */
  enabled: boolean;
  /** Null when its cron line never comes again. */
  next_visit_at: Date | null;
  last_visit_at: Date | null;
  last_outcome: Outcome | 'ok' | null;
  last_reason: string | null;
  last_items: number | null;
  failures: Generated<number>;
  etag: string | null;
  last_modified: string | null;
  /** Null until it was visited twice. */
  pace: ColumnType<EndpointPace | null, string | null | undefined, string | null>;
  /** When it was last answered well, with a list or with “not modified”. */
  last_read_at: Date | null;
  /** The WebSub hub that it named when it was last read, and its address there; null: none. */
  hub: string | null;
  topic: string | null;
};

export type ArticlesTable = {
  id: string;
  source_id: string;
  identity: string;
  url: string;
  host: string;
  status: ArticleStatus;
  life: ColumnType<Life, string | undefined, string>;
  first_seen_at: Date;
  /** Null when it is not visited any more. */
  next_visit_at: Date | null;
  last_visit_at: Date | null;
  last_outcome: Outcome | null;
  last_change_at: Date | null;
  failures: Generated<number>;
  etag: string | null;
  last_modified: string | null;
  headline: string | null;
  /** What a feed last called it. */
  feed_title: string | null;
  published_at: string | null;
  /** The primary language of its newest version, by ISO 639 (`en`, `zh`); `null` where the page names none. */
  language: string | null;
  versions: Generated<number>;
  /** Counts up with every stored visit: a visit that began at another count came too late. */
  visits: Generated<number>;
  /** When a feed or sitemap last told of an edit. */
  told_at: Date | null;
  /** Why the next visit is when it is; `null` until one was planned. */
  next_visit_why: VisitReason | null;
  /** How many times as often as the mean article of its source it is taken to be edited; `null` where nobody asked. */
  liveliness: number | null;
  /** How its newest version was read last. */
  render: Generated<RenderMode>;
  /** Plain requests do not give it, and whoever found that had no browser. */
  wants_browser: Generated<boolean>;
  /** The article that it turned out to be: it is visited there, and keeps what was captured of it here. */
  merged_into: string | null;
  /** Another address that its page last gave for its own, believed or not; null: none. */
  claimed_url: string | null;
  /** A person said that it is an article of its own, whatever its page says. */
  standalone: Generated<boolean>;
};

/** How often a source's articles are edited, by the bins of `src/revisit/age-bins.ts`. */
export type SourceRatesTable = { source_id: string; edits: number[]; exposure: number[]; learned_at: Date };

/** How often a source's feeds and sitemaps told of an edit, and how often a visit then found one. */
export type SourceSignalsTable = { source_id: string; told: number; confirmed: number };

/** The plan of all next visits: one row. */
export type RevisitPlansTable = {
  id: number;
  shares: number[];
  thresholds: Json<VisitsAtThreshold[]>;
  learned_until: Date;
  planned_at: Date;
};

/** Every URL under which an article was met. */
export type ArticleUrlsTable = { url: string; article_id: string; first_seen_at: Date };

/** Append-only. */
export type CapturesTable = {
  id: string;
  article_id: string;
  fetched_at: Date;
  url: string;
  final_url: string | null;
  redirects: Json<{ url: string; status: number; location: string }[]>;
  status: number | null;
  headers: Json<Headers>;
  outcome: Outcome;
  reason: string;
  payload_id: string | null;
  took_ms: number | null;
  /** Whether the page asks not to be archived (X-Robots-Tag, or a meta tag). */
  noarchive: Generated<boolean>;
  /** How it was fetched. */
  render: Generated<RenderMode>;
  /** In a browser: the version of rendering; null: the first, from before it was kept. */
  renderer: number | null;
};

/** The bytes of captures and likenesses, compressed; equal bytes of one article are stored once. `keyframe_id` names the dictionary. */
export type PayloadsTable = {
  id: string;
  article_id: string;
  sha256: Uint8Array;
  size: number;
  keyframe_id: string | null;
  bytes: Uint8Array;
  /** `none`: as it came, for it was compressed already. */
  packing: Generated<'zstd' | 'none'>;
};

/** How versions looked in a browser. What was taken stands for good; what is owed, or failed, may still be taken. */
export type LikenessesTable = {
  article_id: string;
  number: number;
  kind: LikenessKind;
  outcome: LikenessOutcome;
  /** Why there is none, or what is missing of it; else empty. */
  reason: Generated<string>;
  attempts: Generated<number>;
  /** When it is to be taken; null: not any more, or not before another visit. */
  due_at: Date | null;
  /** When it was, or was tried last. */
  taken_at: ColumnType<Date | null, never, Date>;
  payload_id: ColumnType<string | null, never, string>;
  width: ColumnType<number | null, never, number | null>;
  height: ColumnType<number | null, never, number | null>;
  /** The page that it is of: its address, and the digest of its elements as they stood then. */
  final_url: ColumnType<string | null, never, string>;
  page_sha256: ColumnType<Uint8Array | null, never, Uint8Array>;
  /** Whether that page said what the version says; null: that cannot be told. */
  shows_version: ColumnType<boolean | null, never, boolean | null>;
};

/** Append-only. */
export type VersionsTable = {
  article_id: string;
  number: number;
  capture_id: string;
  seen_at: Date;
  digest: string;
  extractor: number;
  /** Digest of the rules that it was read by; empty for versions from before that was kept. */
  rules: Generated<string>;
  record: Json<Article>;
  /** What can be searched: all that a reader sees of it. `version_words` is made of it. */
  text: string;
};

/** Append-only: what a version's bytes gave to another extractor, or to other rules. */
export type DerivationsTable = {
  article_id: string;
  number: number;
  extractor: number;
  rules: string;
  digest: string;
  record: Json<Article>;
  derived_at: Date;
  /** The capture that it was read from; `null`: the version's own. */
  capture_id: string | null;
};

/** How the pages of a source that leaves it to stet are fetched, and when the other way is tried again. */
export type SourceRendersTable = {
  source_id: string;
  render: RenderMode;
  http_again_at: Date | null;
  browser_again_at: Date | null;
};

/** What a reader takes from a record of a version, as one digest; `folding` says how that was made. */
export type GistsTable = {
  article_id: string;
  number: number;
  extractor: number;
  rules: string;
  folding: number;
  gist: string;
};

export type ChangesTable = {
  id: string;
  article_id: string;
  /** Its article's. */
  source_id: ColumnType<string, string | RawBuilder<string>, string>;
  /** The same as `to_version` for what befell that version's article, and for noise. */
  from_version: number;
  to_version: number;
  /** The capture that showed what no version was made of. */
  capture_id: string | null;
  detected_at: Date;
  kinds: ChangeKind[];
  importance: number;
  reasons: Json<string[]>;
  silent: boolean;
  noise: boolean;
  touched: boolean;
  terms: Json<ImportanceTerm[]>;
  passed_over: Json<PassedOver[]>;
  fields: Json<FieldChange[]>;
  blocks: Json<BlockChange[]>;
  traits: Json<Traits>;
  /** Set while it is taken for the template's doing, or was. */
  drift_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** What read the two records that were compared; null for changes from before that was kept, and for what is no edit. */
  extractor: ColumnType<number | null, number | null | undefined, number | null>;
  rules: ColumnType<string | null, string | null | undefined, string | null>;
};

/** Many articles of a source that changed at once in the same way. */
export type DriftsTable = {
  id: string;
  source_id: string;
  traits: string[];
  status: Generated<DriftStatus>;
  detected_at: Date;
  /** When it last grew. */
  last_at: Date;
  decided_at: Date | null;
};

export type AnnotationsTable = {
  id: Generated<number>;
  change_id: string;
  verdict: Verdict;
  note: string | null;
  created_at: Date;
  /** Who said it; null: nobody who was named, or the command line. */
  by: ColumnType<string | null, string | null | undefined, never>;
};

/**
 * What all workers must agree on for a host: when it may be asked next, and its robots.txt. These times are of the
 * database's own clock, which all machines share.
 */
export type HostsTable = {
  host: string;
  next_slot_at: Date;
  /** When it was asked last. */
  asked_at: Generated<Date>;
  /** Bad signs in a row: throttled, in trouble. */
  failures: Generated<number>;
  /** Until when it is left alone, and after that asked by one request at a time until one goes well. */
  paused_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  pause_reason: ColumnType<string | null, string | null | undefined, string | null>;
  /** The source for which it was asked when it was paused. */
  pause_source_id: ColumnType<string | null, string | null | undefined, string | null>;
};

/** The robots.txt of each origin: scheme, host and port. */
export type RobotsTable = {
  origin: string;
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  http_status: number | null;
  reason: string | null;
  fetched_at: Date;
  /** Until then it is not asked for again. */
  fresh_until: Date;
  /** The last one that could be had, and until when it stands in for one that cannot. */
  good_status: 'allow-all' | 'rules' | null;
  good_text: string | null;
  good_until: Date | null;
};

/** How many requests were made for a source in a day of its time zone; kept for those that have a budget. */
export type RequestDaysTable = {
  source_id: string;
  day: ColumnType<Date, string, never>;
  requests: number;
};

export type Tables = {
  sources: SourcesTable;
  endpoints: EndpointsTable;
  articles: ArticlesTable;
  kept_figures: KeptFiguresTable;
  article_urls: ArticleUrlsTable;
  captures: CapturesTable;
  payloads: PayloadsTable;
  likenesses: LikenessesTable;
  versions: VersionsTable;
  version_words: VersionWordsTable;
  word_catch_ups: WordCatchUpsTable;
  saved_searches: SavedSearchesTable;
  derivations: DerivationsTable;
  reextractions: ReextractionsTable;
  gists: GistsTable;
  changes: ChangesTable;
  drifts: DriftsTable;
  annotations: AnnotationsTable;
  attempts: AttemptsTable;
  channels: ChannelsTable;
  deliveries: DeliveriesTable;
  hosts: HostsTable;
  robots: RobotsTable;
  source_rates: SourceRatesTable;
  source_signals: SourceSignalsTable;
  source_renders: SourceRendersTable;
  revisit_plans: RevisitPlansTable;
  subscriptions: SubscriptionsTable;
  pushes: PushesTable;
  request_days: RequestDaysTable;
  users: UsersTable;
  logins: LoginsTable;
  api_tokens: ApiTokensTable;
  guesses: GuessesTable;
  assignments: AssignmentsTable;
};
