import type { FetchedPage } from '../model/page.ts';
import { matchRobots } from './match-robots.ts';
import type { ClientRequest, ClientResult, GuardedClient } from './open-guarded-client.ts';
import { productToken } from './product-token.ts';

/** A site's robots.txt, as plain values: `text` is empty unless the status is `rules`. */
export type RobotsFile = {
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  /** What robots.txt itself was answered with; `null` when there was no answer. */
  httpStatus: number | null;
  /** A sentence when it could not be had. */
  reason: string | null;
  /** For how long it may be used before it is asked for again, in milliseconds. */
  lastsMs: number;
};

/** RFC 9309 § 2.4: a robots.txt should not be used for longer than a day. */
export const ROBOTS_DAY_MS = 24 * 60 * 60 * 1000;

/** A site may ask for less by Cache-Control (RFC 9309 § 2.4), but not that every page be preceded by it. */
const SHORTEST_AGE_MS = 60 * 60 * 1000;

/** One that could not be had shuts the site out (RFC 9309 § 2.3.1.4); it is asked for again sooner. */
const RETRY_MS = 5 * 60 * 1000;

/** RFC 9309 § 2.5: at least this much is read; what is beyond does not count. */
const MAX_BYTES = 500 * 1024;

/** RFC 9309 § 2.3.1.2. */
const MAX_REDIRECTS = 5;

/** Longer crawl delays would keep a host from ever being visited in time. */
const LONGEST_CRAWL_DELAY_MS = 60_000;

/**
 * Fetches the robots.txt of an origin (RFC 9309 § 2.3): one that does not exist (4xx) or redirects for ever allows all,
 * one that cannot be had (5xx, 429, network) allows nothing.
 */
export async function fetchRobots(
  client: GuardedClient,
  origin: URL,
  request: Pick<ClientRequest, 'timeoutMs' | 'proxy'> = {},
): Promise<RobotsFile> {
  const result = await client.request(new URL('/robots.txt', origin), {
    ...request,
    headers: { accept: 'text/plain,*/*;q=0.5' },
    maxBytes: MAX_BYTES,
    overflow: 'cut',
    maxRedirects: MAX_REDIRECTS,
  });
  return result.kind === 'failed' ? judgeFailure(result) : judgeAnswer(result.response);
}

function judgeFailure(result: Extract<ClientResult, { kind: 'failed' }>): RobotsFile {
  const { reason } = result;
  // RFC 9309 § 2.3.1.2: after five redirects it may be taken for one that is not there.
  if (result.failureCause === 'redirects') {
    return { status: 'allow-all', text: '', httpStatus: null, reason, lastsMs: ROBOTS_DAY_MS };
  }
  return { status: 'disallow-all', text: '', httpStatus: null, reason, lastsMs: RETRY_MS };
}

function judgeAnswer({ status: httpStatus, finalUrl, headers, bytes }: FetchedPage): RobotsFile {
  const lastsMs = readLifetime(headers['cache-control'] ?? '');
  if (httpStatus >= 200 && httpStatus < 300) {
    // Databases refuse the character NUL in a text, and no rule needs it.
    const text = new TextDecoder().decode(bytes).replaceAll('\0', '');
    return { status: 'rules', text, httpStatus, reason: null, lastsMs };
  }
  const reason = `${finalUrl} answered ${httpStatus}.`;
  // Google reads 429 as an overloaded server too: it is the one 4xx that says nothing about the file.
  const isUnreachable = httpStatus >= 500 || httpStatus === 429;
  if (isUnreachable) return { status: 'disallow-all', text: '', httpStatus, reason, lastsMs: RETRY_MS };
  return { status: 'allow-all', text: '', httpStatus, reason, lastsMs };
}

function readLifetime(cacheControl: string): number {
  const seconds = /(?:^|[,\s])max-age\s*=\s*"?(\d+)/i.exec(cacheControl)?.[1];
  if (/(?:^|[,\s])no-(?:cache|store)\b/i.test(cacheControl)) return SHORTEST_AGE_MS;
  if (seconds === undefined) return ROBOTS_DAY_MS;
  return Math.min(Math.max(Number(seconds) * 1000, SHORTEST_AGE_MS), ROBOTS_DAY_MS);
}

/** A sentence that says why a robots.txt keeps a URL from being fetched. */
export function explainRefusal({ status, reason }: Pick<RobotsFile, 'status' | 'reason'>, url: URL): string {
  if (status !== 'disallow-all') return `The robots.txt of ${url.host} disallows ${url.pathname}.`;
  return `The robots.txt of ${url.host} could not be had, and until it can nothing there may be fetched. ${reason ?? ''}`.trim();
}

/** Whether a robots.txt lets this user agent fetch a URL. */
export function isAllowed(robots: Pick<RobotsFile, 'status' | 'text'>, url: URL | string, userAgent: string): boolean {
  if (robots.status !== 'rules') return robots.status === 'allow-all';
  return matchRobots(robots.text, productToken(userAgent), pathOf(String(url))).isAllowed;
}

/** The delay between two requests that a robots.txt asks this user agent for, at most a minute; `null` when it asks for none. */
export function crawlDelayMs(robots: Pick<RobotsFile, 'status' | 'text'>, userAgent: string): number | null {
  if (robots.status !== 'rules') return null;
  const delayMs = matchRobots(robots.text, productToken(userAgent), '/').crawlDelayMs;
  return delayMs === null ? null : Math.min(delayMs, LONGEST_CRAWL_DELAY_MS);
}

/** The path and query of an address as written, but for the case of its percent-escapes (RFC 3986 § 6.2.2.1). */
function pathOf(address: string): string {
  const rest = address.replace(/#.*$/s, '').replace(/^[a-z][a-z0-9+.-]*:\/\/|^\/\//i, '');
  const start = rest.search(/[/?;]/);
  if (start === -1) return '/';
  const path = rest.slice(start).replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return path.startsWith('/') ? path : `/${path}`;
}
