import type { Logger } from 'pino';
import type { Config } from '../config/load-config.ts';
import type { Readers } from '../src/extract/open-readers.ts';
import type { CookieJars } from '../src/fetch/cookie-jar.ts';
import type { GuardedClient } from '../src/fetch/open-guarded-client.ts';
import type { PageFetcher } from '../src/fetch/open-page-fetcher.ts';
import type { Clock } from '../src/model/clock.ts';
import type { Rules, Source } from '../src/model/source.ts';
import type { Painter } from '../src/review/image/open-painter.ts';
import type { Database } from '../storage/open-database.ts';
import type { HostLines } from './host-lines.ts';
import type { Pauses } from './open-pauses.ts';
import type { Plans } from './open-plans.ts';
import type { RobotsMemory } from './open-robots-memory.ts';

/** What a job works with: opened once a process, passed to every job. */
export type Stet = {
  /** The configuration as it is now: it changes when its files are edited. */
  config: () => Config;
  database: Database;
  client: GuardedClient;
  fetcher: PageFetcher;
  /** Fetches pages with a browser; `null` in a process without the role `browser`. */
  renderer: PageFetcher | null;
  /** The cookies of each source, in memory: they end with the process. */
  cookieJars: CookieJars;
  readers: Readers;
  /** Draws the pictures of changes, in a thread that ends when it is not needed. */
  painter: Painter;
  plans: Plans;
  clock: Clock;
  log: Logger;
  lines: HostLines;
  robots: RobotsMemory;
  pauses: Pauses;
  /** For how long a visit may wait for its host's turn before it is given back, still due; `null`: as long as it takes. */
  longestWaitMs: number | null;
  /** Whether what is fetched could be stored, as far as is known: while it could not, nothing is asked for. */
  isStoring: () => boolean;
  /** Aborted when this process ends: what waits for its turn is given up, and stays due. */
  closing: AbortSignal;
};

/** The source of this id, if the configuration has it switched on. */
export function findSource(stet: Stet, sourceId: string): Source | null {
  return stet.config().sources.find((source) => source.id === sourceId && source.enabled) ?? null;
}

/** What reading a page of a source needs to know of the source. */
export function rulesOf(source: Source): Rules {
  return {
    language: source.language,
    timezone: source.timezone,
    identity: source.articles.identity,
    extract: source.extract,
  };
}
