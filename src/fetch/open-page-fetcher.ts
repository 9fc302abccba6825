import { randomUUID } from 'node:crypto';
import type { FetchOutcome } from '../model/page.ts';
import { createCrawler, type VisitCrawler } from './create-crawler.ts';
import type { FetchOptions } from './fetch-page.ts';
import { refuseVisit, VisitQueue } from './visit-queue.ts';

export type PageFetcherOptions = {
  /** Fetches at the same time, at most. */
  concurrency: number;
  /** Fetches that one crawler makes before it is replaced: Crawlee slows down with age. */
  recycleAfter?: number;
};

export type PageFetcher = {
  /**
   * Fetches a URL as `fetchPage` does, when its turn comes. Two calls are two fetches, also for one URL. `depart` is
   * awaited right before the request leaves; where it says that it may not, the fetch is refused, and where it throws,
   * so does this.
   */
  fetch(url: URL, options: FetchOptions, depart?: () => Promise<boolean>): Promise<FetchOutcome>;
  /** Lets every fetch that was asked for end, then stops the crawler. Later ones are refused as `failed`. */
  close(): Promise<void>;
};

/** How one page is fetched: over HTTP, or by a browser. */
export type FetchWay = (url: URL, options: FetchOptions) => Promise<FetchOutcome>;

/** Opens a fetcher on one long-lived Crawlee crawler, which says when a fetch's turn has come. */
export function openPageFetcher(fetchOne: FetchWay, options: PageFetcherOptions): PageFetcher {
  const queue = new VisitQueue();
  const rotation = new CrawlerRotation(queue, options.concurrency, options.recycleAfter ?? 5_000);
  const pending = new Set<Promise<FetchOutcome>>();
  let isClosed = false;

  return {
    fetch: async (url, fetchOptions, depart) => {
      if (isClosed) return refuseVisit(url, 'the fetcher is closed; ask again after a restart');
      const run = async () => {
        if (depart !== undefined && !(await depart())) return refuseVisit(url, 'it was held back; it is tried again');
        return await fetchOne(url, fetchOptions);
      };
      const outcome = new Promise<FetchOutcome>((settle) => {
        queue.add({ id: randomUUID(), url, run, settle });
      });
      pending.add(outcome);
      rotation.wake();
      return await outcome.finally(() => {
        pending.delete(outcome);
        // Its place is free for one that waits.
        rotation.wake();
      });
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(pending);
      await rotation.end();
    },
  };
}

/** The crawler that works now, and those replaced ones that still end their last visits. */
class CrawlerRotation {
  readonly #queue: VisitQueue;
  readonly #concurrency: number;
  readonly #recycleAfter: number;
  readonly #running = new Set<Promise<void>>();
  #crawler: VisitCrawler | null = null;
  #visitsLeft = 0;

  constructor(queue: VisitQueue, concurrency: number, recycleAfter: number) {
    this.#queue = queue;
    this.#concurrency = concurrency;
    this.#recycleAfter = recycleAfter;
  }

  /** Sees to it that a crawler takes what waits. */
  wake(): void {
    if (this.#queue.size === 0) return;
    this.#crawler ??= this.#start();
    void this.#crawler.autoscaledPool?.notify();
  }

  /** Stops the crawler, and waits until none runs any more. */
  async end(): Promise<void> {
    this.#crawler?.stop();
    await Promise.all(this.#running);
  }

  #start(): VisitCrawler {
    const crawler = createCrawler(this.#queue, this.#concurrency, () => this.#countVisit());
    this.#visitsLeft = this.#recycleAfter;
    const running = runCrawler(crawler, this.#queue).then(() => {
      this.#running.delete(running);
      if (this.#crawler === crawler) this.#crawler = null;
      // A crawler that ended on its own must not strand the visits that still wait.
      this.wake();
    });
    this.#running.add(running);
    return crawler;
  }

  #countVisit(): void {
    this.#visitsLeft -= 1;
    if (this.#visitsLeft > 0 || this.#crawler === null) return;
    // It ends its own visits; those that wait are in the queue, where the next crawler finds them.
    this.#crawler.stop();
    this.#crawler = null;
    this.wake();
  }
}

/** Runs a crawler until it is stopped. Should Crawlee itself break down, the visits are failed rather than left hanging. */
async function runCrawler(crawler: VisitCrawler, queue: VisitQueue): Promise<void> {
  try {
    await crawler.run();
  } catch (error) {
    const why = `the crawler broke down (${error instanceof Error ? error.message : String(error)}); restart stet if it stays so`;
    for (const visit of queue.drain()) visit.settle(refuseVisit(visit.url, why));
  }
}
