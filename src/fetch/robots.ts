import type { FetchedPage } from '../model/page.ts';
import { matchRobots } from './match-robots.ts';
import type { ClientResult, GuardedClient } from './open-guarded-client.ts';

/** A site's robots.txt, as plain values: `text` is empty unless the status is `rules`. */
export type RobotsFile = {
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  /** What robots.txt itself was answered with; `null` when there was no answer. */
  httpStatus: number | null;
  /** A sentence when it could not be had. */
  reason: string | null;
};

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
  request: { timeoutMs?: number } = {},
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
  const status = result.failureCause === 'redirects' ? 'allow-all' : 'disallow-all';
  return { status, text: '', httpStatus: null, reason: result.reason };
}

function judgeAnswer({ status: httpStatus, finalUrl, bytes }: FetchedPage): RobotsFile {
  if (httpStatus >= 200 && httpStatus < 300) {
    // Databases refuse the character NUL in a text, and no rule needs it.
    const text = new TextDecoder().decode(bytes).replaceAll('\0', '');
    return { status: 'rules', text, httpStatus, reason: null };
  }
  const reason = `${finalUrl} answered ${httpStatus}.`;
  // Google reads 429 as an overloaded server too: it is the one 4xx that says nothing about the file.
  const isUnreachable = httpStatus >= 500 || httpStatus === 429;
  return { status: isUnreachable ? 'disallow-all' : 'allow-all', text: '', httpStatus, reason };
}

/** Whether a robots.txt lets this user agent fetch a URL. */
export function isAllowed(robots: RobotsFile, url: URL | string, userAgent: string): boolean {
  if (robots.status !== 'rules') return robots.status === 'allow-all';
  return matchRobots(robots.text, productToken(userAgent), pathOf(String(url))).isAllowed;
}

/** The delay between two requests that a robots.txt asks this user agent for, at most a minute; `null` when it asks for none. */
export function crawlDelayMs(robots: RobotsFile, userAgent: string): number | null {
  if (robots.status !== 'rules') return null;
  const delayMs = matchRobots(robots.text, productToken(userAgent), '/').crawlDelayMs;
  return delayMs === null ? null : Math.min(delayMs, LONGEST_CRAWL_DELAY_MS);
}

/** `stet` of `stet/1.0 (+https://…)` and of `Mozilla/5.0 (compatible; stet/1.0; +https://…)`. */
function productToken(userAgent: string): string {
  const own = /\(compatible; *([^/;)]+)/i.exec(userAgent)?.[1] ?? userAgent;
  return (own.split('/')[0] ?? '').trim();
}

/** The path and query of an address as written, but for the case of its percent-escapes (RFC 3986 § 6.2.2.1). */
function pathOf(address: string): string {
  const rest = address.replace(/#.*$/s, '').replace(/^[a-z][a-z0-9+.-]*:\/\/|^\/\//i, '');
  const start = rest.search(/[/?;]/);
  if (start === -1) return '/';
  const path = rest.slice(start).replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return path.startsWith('/') ? path : `/${path}`;
}
