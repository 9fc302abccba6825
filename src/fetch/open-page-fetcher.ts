import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type BaseHttpClient,
  type Configuration,
  HttpCrawler,
  type HttpCrawlerOptions,
  type HttpCrawlingContext,
  type HttpRequest,
  type StreamingHttpResponse,
} from '@crawlee/http';
import type { FetchOutcome } from '../model/page.ts';
import { type FetchOptions, fetchPage } from './fetch-page.ts';
import type { GuardedClient } from './open-guarded-client.ts';
import { createQuietConfiguration, createSilentLog, dropSigintListeners } from './quiet-crawlee.ts';
import { type Visit, VisitQueue } from './visit-queue.ts';

export type PageFetcherOptions = {
  /** Fetches at the same time, at most. */
  concurrency: number;
  /** Fetches that one crawler makes before it is replaced: it slows down with age. */
  recycleAfter?: number;
};

export type PageFetcher = {
  /** Fetches a URL as `fetchPage` does, when its turn comes. Two calls are two fetches, also for one URL. */
  fetch(url: URL, options: FetchOptions): Promise<FetchOutcome>;
  /** Lets every fetch that was asked for end, then stops the crawler. Later ones are refused as `failed`. */
  close(): Promise<void>;
};

type RunningCrawler = { crawler: VisitCrawler; ended: Promise<void>; left: number };

const OCTETS = 'application/octet-stream';
/** Far above any deadline of ours, which name what failed. */
const CRAWLER_TIMEOUT_SECS = 3600;
const POOL_INTERVAL_SECS = 0.05;

/** A crawler that takes its requests from our queue: Crawlee knows the property, but lets no option set it. */
class VisitCrawler extends HttpCrawler<HttpCrawlingContext> {
  constructor(queue: VisitQueue, options: HttpCrawlerOptions<HttpCrawlingContext>, configuration: Configuration) {
    super(options, configuration);
    this.requestManager = queue;
  }
}

/** Opens a fetcher on one long-lived Crawlee crawler, which sends its requests through the guarded client. */
export function openPageFetcher(client: GuardedClient, options: PageFetcherOptions): PageFetcher {
  const recycleAfter = Math.max(1, options.recycleAfter ?? 5_000);
  const queue = new VisitQueue();
  const pending = new Set<Promise<FetchOutcome>>();
  const ending = new Set<Promise<void>>();
  let current: RunningCrawler | null = null;
  let isClosed = false;

  const start = (): RunningCrawler => {
    const crawler = createCrawler(queue, options.concurrency, () => countVisit());
    const running: RunningCrawler = { crawler, ended: runCrawler(crawler, queue), left: recycleAfter };
    ending.add(running.ended);
    void running.ended.then(() => {
      ending.delete(running.ended);
      if (current === running) current = null;
      // A crawler that ended on its own must not strand the visits that still wait.
      if (queue.size > 0) wake();
    });
    return running;
  };
  const wake = (): void => {
    current ??= start();
    void current.crawler.autoscaledPool?.notify();
  };
  const countVisit = (): void => {
    if (current === null) return;
    current.left -= 1;
    if (current.left > 0) return;
    // It ends its own visits; the waiting ones are in the queue, where the next crawler finds them.
    current.crawler.stop();
    current = null;
    if (queue.size > 0) wake();
  };

  return {
    fetch: async (url, fetchOptions) => {
      if (isClosed) return refuse(url, 'the fetcher is closed; ask again after a restart');
      const outcome = new Promise<FetchOutcome>((settle) => {
        queue.add({ id: randomUUID(), url, run: () => fetchPage(client, url, fetchOptions), settle });
      });
      pending.add(outcome);
      wake();
      try {
        return await outcome;
      } finally {
        pending.delete(outcome);
        if (queue.size > 0) wake();
      }
    },
    close: async () => {
      isClosed = true;
      await Promise.all(pending);
      current?.crawler.stop();
      await Promise.all(ending);
    },
  };
}

function createCrawler(queue: VisitQueue, concurrency: number, onVisit: () => void): VisitCrawler {
  const listenersBefore = new Set<unknown>(process.listeners('SIGINT'));
  return new VisitCrawler(
    queue,
    {
      httpClient: createVisitClient(queue, onVisit),
      keepAlive: true,
      // Equal, so that there is no ramp-up, and a busy machine does not bring the fetching to a halt.
      minConcurrency: concurrency,
      maxConcurrency: concurrency,
      autoscaledPoolOptions: {
        maybeRunIntervalSecs: POOL_INTERVAL_SECS,
        loggingIntervalSecs: null,
        isTaskReadyFunction: async () => {
          dropSigintListeners(listenersBefore);
          // While one crawler replaces another, both together keep to the concurrency.
          return queue.size > 0 && queue.runningCount < concurrency;
        },
      },
      maxRequestRetries: 0,
      useSessionPool: false,
      retryOnBlocked: false,
      ignoreSslErrors: false,
      additionalMimeTypes: [OCTETS],
      navigationTimeoutSecs: CRAWLER_TIMEOUT_SECS,
      requestHandlerTimeoutSecs: CRAWLER_TIMEOUT_SECS,
      statusMessageLoggingInterval: CRAWLER_TIMEOUT_SECS,
      statisticsOptions: { persistenceOptions: { enable: false }, saveErrorSnapshots: false },
      log: createSilentLog(),
      preNavigationHooks: [
        ({ request }, requestOptions) => {
          requestOptions.context = { visitId: request.uniqueKey };
        },
      ],
      requestHandler: async () => undefined,
      failedRequestHandler: async ({ request }, error) => {
        const visit = queue.find(request.uniqueKey);
        visit?.settle(
          refuse(visit.url, `the crawler gave it up (${error.message}); it is tried again at the next visit`),
        );
      },
    },
    createQuietConfiguration(),
  );
}

/**
 * Crawlee's view of our client. It throws on a 5xx, recodes text and knows no outcomes, so the outcome goes straight
 * to whoever waits for it, and Crawlee gets an empty answer that it has no opinion about.
 */
function createVisitClient(queue: VisitQueue, onVisit: () => void): BaseHttpClient {
  return {
    sendRequest: () => {
      throw new Error('The crawler of the page fetcher sends no requests of its own.');
    },
    stream: async (request) => {
      onVisit();
      const visit = findVisit(queue, request);
      visit.settle(await visit.run());
      return emptyAnswer(request);
    },
  };
}

function findVisit(queue: VisitQueue, request: HttpRequest): Visit {
  const { context } = request;
  const id = typeof context === 'object' && context !== null && 'visitId' in context ? context.visitId : null;
  const visit = typeof id === 'string' ? queue.find(id) : null;
  if (visit === null) throw new Error(`Crawlee asked for ${String(request.url)}, which nobody waits for.`);
  return visit;
}

function emptyAnswer(request: HttpRequest): StreamingHttpResponse {
  return {
    stream: Readable.from([]),
    request,
    url: String(request.url),
    redirectUrls: [],
    statusCode: 200,
    headers: { 'content-type': OCTETS },
    trailers: {},
    complete: true,
    downloadProgress: { percent: 1, transferred: 0 },
    uploadProgress: { percent: 1, transferred: 0 },
  };
}

/** Runs a crawler until it is stopped. Should Crawlee itself break down, the visits are failed rather than left hanging. */
async function runCrawler(crawler: VisitCrawler, queue: VisitQueue): Promise<void> {
  try {
    await crawler.run();
  } catch (error) {
    const why = `the crawler broke down (${error instanceof Error ? error.message : String(error)}); restart stet if it stays so`;
    for (const visit of queue.drain()) visit.settle(refuse(visit.url, why));
  }
}

function refuse(url: URL, why: string): FetchOutcome {
  const reason = `${url.href} was not fetched: ${why}.`;
  return { kind: 'refused', outcome: 'failed', reason, page: null, retryAfterMs: null };
}
