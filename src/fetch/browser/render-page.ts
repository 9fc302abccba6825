import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import type { FetchedPage, FetchOutcome, Headers } from '../../model/page.ts';
import { type FetchOptions, judgeAnswer, refuseFailed } from '../fetch-page.ts';
import { type FilteringProxy, REFUSED } from '../open-filtering-proxy.ts';
import { blockFilms } from './block-films.ts';
import { readWholePage } from './read-whole-page.ts';
import { settlePage, watchTraffic } from './settle-page.ts';
import { takeLikenesses } from './take-likenesses.ts';

export type RenderLimits = {
  userAgent: string;
  /** From the first request to the serialised page, in milliseconds. */
  timeoutMs: number;
  /** Cap on the serialised page, in bytes. */
  maxBytes: number;
  /** Whether films and sound are left out. */
  isSparing: boolean;
};

/** How long nothing must be on its way until a page counts as settled, and how long that is waited for. */
const QUIET_MS = 250;
const SETTLE_MS = 8_000;
/** The same after the dialog is gone, after scrolling and unfolding: only what these set off is left to come. */
const REQUIET_MS = 100;
const RESETTLE_MS = 4_000;
const CONSENT_MS = 6_000;
/** What Chromium says of an answer that tells of a failure and has no body: it shows a page of its own for it. */
const NO_BODY = 'net::ERR_HTTP_RESPONSE_CODE_FAILURE';
/** What stands before a text in UTF-8: it outdoes whatever the page, or its server, says of another encoding. */
const BYTE_ORDER_MARK = '\ufeff';
/** Tall, so that few screens make a page. */
const VIEWPORT = { width: 1280, height: 1600 };

/**
 * Fetches a page with a browser, in a context of its own behind `proxy`: loads it, lets it settle, refuses its dialog,
 * brings its whole text in, and gives what stands there then as its bytes. Everything that a site can do is a value.
 */
export async function renderPage(
  browser: Browser,
  proxy: FilteringProxy,
  url: URL,
  options: FetchOptions,
  limits: RenderLimits,
): Promise<FetchOutcome> {
  const startedAt = performance.now();
  const context = await openContext(browser, proxy, url, options, limits);
  const deadline = rejectAfter(limits.timeoutMs);
  try {
    const page = await context.newPage();
    if (limits.isSparing) await blockFilms(page);
    const landing = watchLanding(page);
    const rendered = await Promise.race([loadPage(page, url), deadline.passed]);
    const { response } = landing;
    if (response === null || rendered === null) return explain(proxy, url, 'it gave no page');
    const headers = await readHeaders(response);
    if (headers[REFUSED] !== undefined) return explain(proxy, new URL(response.url()), 'it was refused');
    const bytes = Buffer.from(BYTE_ORDER_MARK + rendered);
    if (bytes.byteLength > limits.maxBytes || proxy.isOverfull()) return refuseSize(url, limits);
    const outcome = judgeAnswer(toPage({ url, page, response, headers, bytes, startedAt }), options);
    if (outcome.kind !== 'page' || options.likenesses === undefined) return outcome;
    const likenesses = await Promise.race([takeLikenesses(page, options.likenesses), deadline.passed]);
    return proxy.isOverfull() ? refuseSize(url, limits) : { kind: 'page', page: { ...outcome.page, likenesses } };
  } catch (error) {
    if (deadline.hasPassed()) return refuseFailed('deadline', tooSlow(url, limits.timeoutMs));
    return explain(proxy, url, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  } finally {
    deadline.clear();
    // A tab that hangs may not close: whoever opened the browser sees that it does not, and ends it.
    await context.close().catch(() => undefined);
  }
}

/** A visitor who has been nowhere: no cookies, no permissions, no downloads, no workers that outlive the page. */
async function openContext(
  browser: Browser,
  proxy: FilteringProxy,
  url: URL,
  { headers = {} }: FetchOptions,
  { userAgent }: RenderLimits,
): Promise<BrowserContext> {
  const { cookie, 'accept-language': language, ...extra } = lowerNames(headers);
  const context = await browser.newContext({
    userAgent,
    proxy: { server: proxy.url, bypass: '<-loopback>' },
    viewport: VIEWPORT,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
    reducedMotion: 'reduce',
    extraHTTPHeaders: language === undefined ? extra : { ...extra, 'accept-language': language },
  });
  const pairs = (cookie ?? '').split(';').flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, url: url.href }];
  });
  if (pairs.length > 0) await context.addCookies(pairs);
  // A page that opens windows is one visit still.
  context.on('page', (opened) => {
    if (context.pages()[0] !== opened) void opened.close().catch(() => undefined);
  });
  return context;
}

/** Loads a page and gives it as it stands when it has settled; `null` where it ended up at something that is no page. */
async function loadPage(page: Page, url: URL): Promise<string | null> {
  const traffic = watchTraffic(page);
  const resettle = () => settlePage(page, traffic, REQUIET_MS, RESETTLE_MS);
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  try {
    await page.goto(url.href, { waitUntil: 'commit', timeout: 0 });
  } catch (error) {
    if (String(error).includes(NO_BODY)) return ''; // an answer all the same: that of an article that is gone, mostly
    throw error;
  }
  await settlePage(page, traffic, QUIET_MS, SETTLE_MS);
  const { refuseConsent } = await import('./refuse-consent.ts');
  if ((await refuseConsent(page, CONSENT_MS)) !== 'none') await resettle();
  const html = await readWholePage(page, resettle);
  return /^https?:/.test(page.url()) ? html : null;
}

/** The last answer that the page itself was loaded from: a script, or `<meta>`, may have led on. */
function watchLanding(page: Page): { response: Response | null } {
  const landing: { response: Response | null } = { response: null };
  page.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) landing.response = response;
  });
  return landing;
}

type Rendered = { url: URL; page: Page; response: Response; headers: Headers; bytes: Uint8Array; startedAt: number };

function toPage({ url, page, response, headers, bytes, startedAt }: Rendered): FetchedPage {
  const redirects: FetchedPage['redirects'] = [];
  for (let to = response.request(), from = to.redirectedFrom(); from !== null; to = from, from = to.redirectedFrom()) {
    redirects.unshift({ url: from.url(), status: from.existingResponse()?.status() ?? 302, location: to.url() });
  }
  const finalUrl = new URL(/^https?:/.test(page.url()) ? page.url() : response.url());
  finalUrl.hash = '';
  return {
    url: url.href,
    finalUrl: finalUrl.href,
    redirects,
    status: response.status(),
    headers,
    bytes,
    tookMs: performance.now() - startedAt,
  };
}

async function readHeaders(response: Response): Promise<Headers> {
  const headers: Headers = {};
  for (const { name, value } of await response.headersArray()) {
    const key = name.toLowerCase();
    const separator = key === 'set-cookie' || key === 'x-robots-tag' ? '\n' : ', ';
    headers[key] = headers[key] === undefined ? value : headers[key] + separator + value;
  }
  return headers;
}

/** Why a page was not to be had: what the proxy knows of it says more than the browser does. */
function explain(proxy: FilteringProxy, url: URL, words: string): FetchOutcome {
  // A redirect that was not followed is known to the browser by the address that it came from.
  const elsewhere = words.includes('net::ERR_') ? [...proxy.failures.values()].find(isRefused) : undefined;
  const failure = proxy.failures.get(url.host) ?? elsewhere;
  if (failure !== undefined) return refuseFailed(failure.failureCause, failure.message);
  return refuseFailed('protocol', `The browser could not load ${url.href} (${words}); it is tried again later.`);
}

function isRefused({ failureCause }: { failureCause: string }): boolean {
  return failureCause === 'refused-address';
}

function refuseSize(url: URL, { maxBytes }: RenderLimits): FetchOutcome {
  const reason = `${url.href} came to more than ${maxBytes} bytes in a browser, or asked for too much; nothing was kept.`;
  return refuseFailed('size', reason);
}

function tooSlow(url: URL, timeoutMs: number): string {
  return `${url.href} was not ready in a browser within ${timeoutMs / 1000} s; it is tried again at the next visit.`;
}

function rejectAfter(timeoutMs: number) {
  let hasPassed = false;
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      hasPassed = true;
      reject(new Error('the deadline has passed'));
    }, timeoutMs);
  });
  passed.catch(() => undefined);
  return { passed, hasPassed: () => hasPassed, clear: () => clearTimeout(timer) };
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
