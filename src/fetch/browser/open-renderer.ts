import type { Browser } from 'playwright-core';
import type { FetchOutcome } from '../../model/page.ts';
import { type FetchOptions, refuseFailed } from '../fetch-page.ts';
import type { GuardedClient } from '../open-guarded-client.ts';
import { openPageFetcher, type PageFetcher } from '../open-page-fetcher.ts';
import { refuseVisit } from '../visit-queue.ts';
import { type ChromiumPlaces, findChromium } from './find-chromium.ts';
import { keepSpareTabs } from './keep-spare-tabs.ts';
import { SPARING_FLAGS } from './launch-flags.ts';
import { measureMemory } from './measure-memory.ts';
import { type OpenBrowser, openBrowser, tellWhyNot } from './open-browser.ts';
import { openTab } from './open-tab.ts';
import { renderPage, TabLostError } from './render-page.ts';
import { shelveBrowsers } from './shelve-browsers.ts';
import { readyChromium } from './unpack-chromium.ts';
import { withinMs } from './within-ms.ts';

export type RendererOptions = {
  places: ChromiumPlaces;
  userAgent: string;
  /** Pages at the same time. */
  concurrency: number;
  timeoutMs: number;
  maxBodyBytes: number;
  /** Pages after which the browser is replaced. */
  recycleAfter?: number;
  /** Memory of all processes of a browser, without what they share, at which it is ended, in bytes (Linux). */
  memoryCeiling?: number;
  /** Whether adverts, trackers, pictures, fonts and films are kept out, as they are where nothing else is said. */
  isSparing?: boolean;
  /** Told of each browser that was started. */
  onBrowser?: (browser: OpenBrowser) => void;
};

type TimedFetch = FetchOptions & { timeoutMs: number };

/** Pages that one crawler hands out before it is replaced, as with the fetcher over HTTP. */
const RECYCLE_CRAWLER_AFTER = 5_000;
/** Pages that one browser renders: enough that its start, a second, counts for little; its memory is looked at after each. */
const RECYCLE_BROWSER_AFTER = 200;
/** A browser that takes likenesses is seldom needed: it ends when it had nothing to do for so long. */
const REST_MS = 30_000;
const MEMORY_CEILING = 1_500_000_000;
/** A visit may take in so many times what its page may come to: scripts are not kept. */
const TRAFFIC_FACTOR = 4;
/** How much longer than its deadline a page may take to be closed, until the browser is taken for hung. */
const CLOSE_MS = 3_000;

/** What a visit came to whose tab ended under it. */
const LOST = 'lost';

const NO_BROWSER =
  'this machine has no Chromium: install one, or name it by CHROMIUM_PATH; "stet doctor" says what was found';

/**
 * Opens a fetcher that loads pages in a browser, whose traffic all goes through the guarded client. The browser is
 * started with the first page; where it breaks down, the next page gets a new one, and so do the pages that it was at,
 * once: most of them had no part in it.
 */
export function openRenderer(client: GuardedClient, options: RendererOptions): PageFetcher {
  const care = {
    recycleAfter: options.recycleAfter ?? RECYCLE_BROWSER_AFTER,
    memoryCeiling: options.memoryCeiling ?? MEMORY_CEILING,
    measureMemory,
  };
  const { userAgent, maxBodyBytes, isSparing = true } = options;
  const tabOptions = { userAgent, isSparing, maxTraffic: maxBodyBytes * TRAFFIC_FACTOR };
  const flags = isSparing ? SPARING_FLAGS : [];
  const readers = shelveBrowsers({ open: () => startBrowser(client, options, flags), ...care });
  // Pictures and fonts are a matter of the whole browser: what takes likenesses is another one.
  const portrayers = shelveBrowsers({ open: () => startBrowser(client, options, []), ...care, restMs: REST_MS });
  const open = (browser: Browser, proxy: string | null) => openTab(browser, client, { ...tabOptions, proxy });
  const spares = keepSpareTabs((browser) => open(browser, null));
  let isClosed = false;
  const render = async (url: URL, fetchOptions: FetchOptions): Promise<FetchOutcome> => {
    if (isClosed) return refuseVisit(url, 'the browser is closed; ask again after a restart');
    if (findChromium(options.places) === null) return refuseVisit(url, NO_BROWSER);
    if (!/^https?:$/.test(url.protocol)) return refuseFailed('refused-url', notOfTheWeb(url));
    const timeoutMs = fetchOptions.timeoutMs ?? options.timeoutMs;
    const startedAt = performance.now();
    const outcome = await renderOnce(url, { ...fetchOptions, timeoutMs });
    if (outcome !== LOST) return outcome;
    const leftMs = Math.round(timeoutMs - (performance.now() - startedAt));
    const again = isClosed || leftMs <= 0 ? LOST : await renderOnce(url, { ...fetchOptions, timeoutMs: leftMs });
    return again === LOST ? refuseFailed('protocol', tellLost(url)) : again;
  };
  const renderOnce = async (url: URL, fetchOptions: TimedFetch): Promise<FetchOutcome | typeof LOST> => {
    const shelf = fetchOptions.likenesses === undefined ? readers : portrayers;
    const browser = await shelf.take().catch(explainStart);
    if (typeof browser === 'string') return refuseVisit(url, browser);
    let isSick = true;
    try {
      const rendered = renderInTab(shelf === readers, browser.browser, url, fetchOptions).catch(giveLost);
      const outcome = await withinMs(rendered, fetchOptions.timeoutMs + CLOSE_MS);
      isSick = outcome === null || outcome === LOST;
      const isRead = outcome !== LOST && outcome?.kind === 'page';
      if (!isRead && shelf.wasOverfull(browser)) return refuseFailed('size', tellOverfull(url, care));
      return outcome ?? refuseFailed('deadline', `${url.href} hung the browser, which was ended; it is tried again.`);
    } finally {
      await shelf.giveBack(browser, isSick);
    }
  };
  const renderInTab = async (isReading: boolean, browser: Browser, url: URL, fetchOptions: TimedFetch) => {
    const { proxy = null, timeoutMs } = fetchOptions;
    const opening = isReading && proxy === null ? spares.take(browser) : open(browser, proxy);
    const tab = await opening.catch((cause: unknown) => {
      throw new TabLostError(`No tab for ${url.href} was opened.`, { cause });
    });
    // The next visit's tab is opened while this one's page is waited for.
    const onLoaded = () => (isReading ? spares.prepare(browser) : undefined);
    try {
      return await renderPage(tab, url, fetchOptions, { timeoutMs, maxBytes: maxBodyBytes, onLoaded });
    } finally {
      await tab.close();
    }
  };
  const closeBrowsers = () => Promise.all([readers.close(), portrayers.close()]);
  const fetcher = openPageFetcher(render, { concurrency: options.concurrency, recycleAfter: RECYCLE_CRAWLER_AFTER });
  return {
    fetch: fetcher.fetch,
    close: async () => {
      isClosed = true;
      // What is being loaded breaks off, and is not waited for.
      await closeBrowsers();
      await fetcher.close();
      await closeBrowsers();
    },
  };
}

function notOfTheWeb(url: URL): string {
  return `${url.href} is not fetched: only http and https addresses are.`;
}

/** Which of the pages it was cannot be told: each is tried again, and those that did nothing will be read then. */
function tellOverfull(url: URL, { memoryCeiling }: { memoryCeiling: number }): string {
  const most = Math.round(memoryCeiling / 1e6);
  return `${url.href} was open when its browser came to more than ${most} MB of memory, and was ended; it is tried again at the next visit.`;
}

function giveLost(error: unknown): typeof LOST {
  if (error instanceof TabLostError) return LOST;
  throw error;
}

function tellLost(url: URL): string {
  return `The browser ended while ${url.href} was open in it; it is tried again at the next visit.`;
}

function explainStart(error: unknown): string {
  return `the browser did not start (${tellWhyNot(error)}); see what "stet doctor" says of it`;
}

async function startBrowser(client: GuardedClient, options: RendererOptions, flags: string[]): Promise<OpenBrowser> {
  const found = findChromium(options.places);
  if (found === null) throw new Error(`A page was to be rendered, but ${NO_BROWSER}.`);
  const chromium = await readyChromium(found, options.places.varDir);
  // What does not belong to a visit goes nowhere.
  const closed = await client.openProxy({ proxy: null, isBlocked: () => true, maxBytes: 0, maxConnections: 0 });
  const browser = await openBrowser(chromium, closed.url, flags).catch(async (error: unknown) => {
    await closed.close();
    throw error;
  });
  browser.browser.once('disconnected', () => void closed.close());
  options.onBrowser?.(browser);
  return browser;
}
