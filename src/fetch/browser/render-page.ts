import type { Page, Response } from 'playwright-core';
import type { FetchedPage, FetchOutcome, Headers } from '../../model/page.ts';
import { type FetchOptions, judgeAnswer, refuseFailed } from '../fetch-page.ts';
import { type FilteringProxy, REFUSED } from '../open-filtering-proxy.ts';
import { loadPage } from './load-page.ts';
import type { Tab } from './open-tab.ts';
import { takeLikenesses } from './take-likenesses.ts';

export type RenderLimits = {
  /** From the first request to the serialised page, in milliseconds. */
  timeoutMs: number;
  /** Cap on the serialised page, in bytes. */
  maxBytes: number;
  /** Told when the page is loaded, and the rest is mostly waiting. */
  onLoaded: () => void;
};

/** The tab, or its browser, ended while a page was open in it, by no deadline and no crash of the page's own process. */
export class TabLostError extends Error {}

/** What stands before a text in UTF-8: it outdoes whatever the page, or its server, says of another encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Fetches a page in a tab that nothing was loaded in: loads it, lets it settle, refuses its dialog, brings its whole text
 * in, and gives what stands there then as its bytes. Everything that a site can do is a value.
 * @throws TabLostError when the tab ended meanwhile.
 */
export async function renderPage(
  tab: Tab,
  url: URL,
  options: FetchOptions,
  limits: RenderLimits,
): Promise<FetchOutcome> {
  const startedAt = performance.now();
  const { page, proxy } = tab;
  const deadline = rejectAfter(limits.timeoutMs);
  page.once('crash', () => deadline.breakOff(new Error('the page crashed its tab')));
  try {
    await tab.admit(url, options.headers ?? {});
    const landing = watchLanding(page);
    const rendered = await Promise.race([loadPage(page, url, limits.onLoaded), deadline.passed]);
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
    if (page.isClosed()) throw new TabLostError(`The tab of ${url.href} ended.`, { cause: error });
    return explain(proxy, url, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  } finally {
    deadline.clear();
  }
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
  const { promise: passed, reject: breakOff } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    hasPassed = true;
    breakOff(new Error('the deadline has passed'));
  }, timeoutMs);
  passed.catch(() => undefined);
  return { passed, breakOff, hasPassed: () => hasPassed, clear: () => clearTimeout(timer) };
}
