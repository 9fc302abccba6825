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
import { createQuietConfiguration, createSilentLog, dropSigintListeners } from './quiet-crawlee.ts';
import type { Visit, VisitQueue } from './visit-queue.ts';

const OCTETS = 'application/octet-stream';
/** Far above any deadline of ours, which name what failed. */
const CRAWLER_TIMEOUT_SECS = 3600;
const POOL_INTERVAL_SECS = 0.05;

/** A crawler that takes its requests from our queue, and lets them go through the guarded client. Crawlee knows the property, but lets no option set it. */
export class VisitCrawler extends HttpCrawler<HttpCrawlingContext> {
  constructor(queue: VisitQueue, options: HttpCrawlerOptions<HttpCrawlingContext>, configuration: Configuration) {
    super(options, configuration);
    this.requestManager = queue;
  }
}

/** Creates a crawler that makes the visits of the queue, so many at a time; `onVisit` is told of each that begins. */
export function createCrawler(queue: VisitQueue, concurrency: number, onVisit: () => void): VisitCrawler {
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
      const outcome = visit.run();
      visit.settle(outcome); // what goes wrong on our side, as with the database, is for whoever waits, and not Crawlee's
      await outcome.catch(() => undefined);
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
