import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FilteringProxy } from '../open-filtering-proxy.ts';
import type { GuardedClient } from '../open-guarded-client.ts';
import { blockFilms } from './block-films.ts';
import { blocksHost, isOfChromium } from './blocks-host.ts';

export type TabOptions = {
  userAgent: string;
  /** The proxy of the source, which the traffic goes on through. */
  proxy: string | null;
  /** The most bytes that may come in. */
  maxTraffic: number;
  /** Whether adverts, trackers, films and sound are kept out. */
  isSparing: boolean;
};

/** A page of its own context, behind a proxy of its own: for one visit. It reaches nothing before it is admitted. */
export type Tab = {
  page: Page;
  proxy: FilteringProxy;
  /** Lets it reach what the visit of `url` may, with `headers`, of which its cookies are the site's alone. */
  admit(url: URL, headers: Record<string, string>): Promise<void>;
  /** A tab that hangs may not close: whoever opened the browser sees that it does not, and ends it. */
  close(): Promise<void>;
};

const MOST_CONNECTIONS = 256;
/** Tall, so that few screens make a page. */
const VIEWPORT = { width: 1280, height: 1600 };

/**
 * Opens a tab for a visitor who has been nowhere: no cookies, no permissions, no downloads, no workers that outlive the
 * page.
 * @throws Error when the browser is gone.
 */
export async function openTab(browser: Browser, client: GuardedClient, options: TabOptions): Promise<Tab> {
  const { isSparing, userAgent } = options;
  let visited: URL | null = null;
  const proxy = await client.openProxy({
    proxy: options.proxy,
    isBlocked: (host) => visited === null || isOfChromium(host, visited) || (isSparing && blocksHost(host, visited)),
    maxBytes: options.maxTraffic,
    maxConnections: MOST_CONNECTIONS,
  });
  const opened: { context?: BrowserContext } = {};
  const close = async () => {
    await opened.context?.close().catch(() => undefined);
    await proxy.close();
  };
  try {
    const context = await openContext(browser, proxy, userAgent);
    opened.context = context;
    const page = await context.newPage();
    if (isSparing) await blockFilms(page);
    const admit = async (url: URL, headers: Record<string, string>) => {
      visited = url;
      await setHeaders(context, url, headers);
    };
    return { page, proxy, admit, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openContext(browser: Browser, proxy: FilteringProxy, userAgent: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    userAgent,
    proxy: { server: proxy.url, bypass: '<-loopback>' },
    viewport: VIEWPORT,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
    reducedMotion: 'reduce',
  });
  // A page that opens windows is one visit still.
  context.on('page', (opened) => {
    if (context.pages()[0] !== opened) void opened.close().catch(() => undefined);
  });
  return context;
}

async function setHeaders(context: BrowserContext, url: URL, headers: Record<string, string>): Promise<void> {
  const { cookie = '', ...extra } = lowerNames(headers);
  if (Object.keys(extra).length > 0) await context.setExtraHTTPHeaders(extra);
  const pairs = cookie.split(';').flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, url: url.href }];
  });
  if (pairs.length > 0) await context.addCookies(pairs);
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
