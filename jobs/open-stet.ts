import type { Logger } from 'pino';
import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/load-config.ts';
import { openReaders } from '../src/extract/open-readers.ts';
import { openRenderer } from '../src/fetch/browser/open-renderer.ts';
import { openCookieJars } from '../src/fetch/cookie-jar.ts';
import { fetchPage } from '../src/fetch/fetch-page.ts';
import type { GuardedClient } from '../src/fetch/open-guarded-client.ts';
import { openPageFetcher, type PageFetcher } from '../src/fetch/open-page-fetcher.ts';
import type { Clock } from '../src/model/clock.ts';
import { openPainter } from '../src/review/image/open-painter.ts';
import { openDatabase } from '../storage/open-database.ts';
import { addPartitionsAhead } from './add-partitions-ahead.ts';
import { openHostLines } from './host-lines.ts';
import { openClient } from './open-client.ts';
import { openPauses } from './open-pauses.ts';
import { openPlans } from './open-plans.ts';
import { openRobotsMemory } from './open-robots-memory.ts';
import type { Stet } from './stet.ts';

/** After so many requests Crawlee slows down (measured: to 0.37× by 12,000), and a new crawler takes its place. */
const RECYCLE_AFTER = 5_000;

/** What is in hand when all else has ended is cut off after so many milliseconds. */
const CLOSE_MS = 500;

export type OpenStet = Stet & {
  /** Aborted, with the error as its reason, when the program turns out to have been updated while it ran. */
  outdated: AbortSignal;
  /** Takes a new configuration; what was opened by the old one (network settings, threads) stays until a restart. */
  setConfig(config: Config): void;
  close(): Promise<void>;
};

/**
 * Opens all that jobs work with: the database, the way out to the network, and the threads that read pages.
 * `hasBrowser`: pages may be loaded in a browser, which is started with the first of them.
 * @throws StetError when the database cannot be used.
 */
export async function openStet(
  environment: Environment,
  first: Config,
  clock: Clock,
  log: Logger,
  { hasBrowser = true }: { hasBrowser?: boolean } = {},
): Promise<OpenStet> {
  let config = first;
  const { network, workers } = first.settings;
  const database = await openDatabase({
    databaseUrl: environment.databaseUrl,
    varDir: environment.varDir,
    onError: (error) => log.warn({ err: error }, 'a connection to the database was lost'),
  });
  await addPartitionsAhead({ database, log }, clock.now());
  const client = openClient(network);
  const fetcher = openPageFetcher((url, options) => fetchPage(client, url, options), {
    concurrency: workers.visits + workers.discoveries,
    recycleAfter: RECYCLE_AFTER,
  });
  const renderer = hasBrowser ? openBrowserPart(environment, first, client, log) : null;
  const outdated = new AbortController();
  const readers = openReaders({
    threads: workers.readers,
    deadlineMs: workers.readTimeoutMs,
    onOutdated: (error) => outdated.abort(error),
  });
  const closing = new AbortController();
  return {
    config: () => config,
    setConfig: (next) => {
      config = next;
    },
    database,
    client,
    fetcher,
    renderer,
    cookieJars: openCookieJars(),
    readers,
    painter: openPainter(),
    plans: openPlans(database.db),
    clock,
    log,
    lines: openHostLines(),
    robots: openRobotsMemory(database.db),
    pauses: openPauses(database.db),
    longestWaitMs: null,
    isStoring: () => true,
    closing: closing.signal,
    outdated: outdated.signal,
    close: async () => {
      closing.abort();
      // First of all: a fetch or a reading that is cut off by our ending must not be kept as the site's failure.
      await database.close();
      await Promise.all([renderer?.close(), client.close(CLOSE_MS), fetcher.close(), readers.close()]);
    },
  };
}

function openBrowserPart(
  { chromiumPath, searchPath, varDir }: Environment,
  { settings: { network, workers } }: Config,
  client: GuardedClient,
  log: Logger,
): PageFetcher {
  return openRenderer(client, {
    places: { chromiumPath, searchPath, varDir },
    userAgent: network.userAgent,
    concurrency: workers.renders,
    timeoutMs: workers.renderTimeoutMs,
    maxBodyBytes: network.maxBodyMb * 1_000_000,
    onBrowser: ({ version, pid, noSandbox }) => {
      log.info({ version, pid }, 'started a browser');
      if (noSandbox !== null) log.warn({ pid }, `the browser runs without its sandbox: ${noSandbox}`);
    },
  });
}
