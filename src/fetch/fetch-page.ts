import type { LikenessKind } from '../model/likeness.ts';
import type { FetchedPage, FetchOutcome } from '../model/page.ts';
import type { CookieJar } from './cookie-jar.ts';
import { nameChallenge } from './name-challenge.ts';
import type { ClientRequest, GuardedClient } from './open-guarded-client.ts';
import type { FailureCause } from './request-failure.ts';
import { parseRetryAfter } from './retry-after.ts';

export type FetchOptions = {
  /** Validators of the answer that is known already: they make the request conditional (RFC 9110 § 13). */
  etag?: string | null;
  lastModified?: string | null;
  headers?: Record<string, string>;
  /** See `ClientRequest`. */
  proxy?: string | null;
  cookies?: CookieJar | null;
  timeoutMs?: number;
  maxBytes?: number;
  /** What is to be taken of how the page looks, by a browser; it loads pictures and fonts for that. */
  likenesses?: LikenessKind[];
  /** What a Retry-After date is counted from; without it, the server's own Date. */
  now?: Date;
};

/** Failures that are the host's; any other is that of the page, or ours. */
const UNREACHABLE: FailureCause[] = ['dns', 'connect', 'tls', 'deadline', 'protocol', 'truncated'];

type Refusal = Extract<FetchOutcome, { kind: 'refused' }>['outcome'];

const ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.9,application/atom+xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.8';

/** Fetches a page, feed or sitemap and says what came of it; nothing that a site does makes it throw. */
export async function fetchPage(client: GuardedClient, url: URL, options: FetchOptions): Promise<FetchOutcome> {
  const result = await client.request(url, toRequest(options));
  if (result.kind === 'failed') return refuseFailed(result.failureCause, result.reason);
  return judgeAnswer(result.response, options);
}

/** The outcome of a fetch that got no whole answer. */
export function refuseFailed(failureCause: FailureCause, reason: string): FetchOutcome {
  const isUnreachable = UNREACHABLE.includes(failureCause);
  return { kind: 'refused', outcome: 'failed', reason, page: null, retryAfterMs: null, isUnreachable };
}

function toRequest(options: FetchOptions): ClientRequest {
  const headers: Record<string, string> = { accept: ACCEPT };
  if (isGiven(options.etag)) headers['if-none-match'] = options.etag;
  if (isGiven(options.lastModified)) headers['if-modified-since'] = options.lastModified;
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  return {
    headers,
    proxy: options.proxy ?? null,
    cookies: options.cookies ?? null,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  };
}

/** What an answer, whatever its status, comes to. */
export function judgeAnswer(page: FetchedPage, options: FetchOptions): FetchOutcome {
  const challenge = nameChallenge(page);
  if (challenge !== null) return refuse(page, 'blocked', `put a bot challenge (${challenge}) before the page`, options);
  const { status } = page;
  if (status === 304) {
    if (isGiven(options.etag) || isGiven(options.lastModified)) return { kind: 'not-modified', page };
    return refuse(page, 'failed', 'answered 304 although the request was not conditional', options);
  }
  if (status === 206) return refuse(page, 'failed', 'answered with a part (206) that was not asked for', options);
  if (status >= 200 && status < 300) return { kind: 'page', page };
  return refuse(page, outcomeOf(status), describeStatus(status), options);
}

function outcomeOf(status: number): Refusal {
  if (status === 404 || status === 410) return 'gone';
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status === 429 || status === 503) return 'throttled';
  return 'failed';
}

function describeStatus(status: number): string {
  if (status === 404) return 'is not there any more (404)';
  if (status === 410) return 'was taken down for good (410)';
  if (status === 451) return 'is withheld for legal reasons (451)';
  if (status === 401) return 'asks for a login (401)';
  if (status === 403) return 'turns us away (403)';
  if (status === 429) return 'says that we ask too often (429)';
  if (status === 503) return 'is not available at present (503)';
  if (status >= 300 && status < 400) return `answered with a redirect that leads nowhere (${status})`;
  return `answered with an error (${status})`;
}

const ADVICE: Record<Refusal, string> = {
  gone: 'it is asked again now and then, in case it comes back.',
  blocked: 'see whether the site lets this user agent in.',
  throttled: 'it is asked again later.',
  failed: 'it is tried again at the next visit.',
  disallowed: 'robots.txt decides.',
};

function refuse(page: FetchedPage, outcome: Refusal, what: string, options: FetchOptions): FetchOutcome {
  const retryAfterMs = parseRetryAfter(page.headers['retry-after'], options.now ?? serverDate(page));
  const wait = retryAfterMs === null ? '' : ` and asks us to wait ${Math.ceil(retryAfterMs / 1000)} s`;
  return {
    kind: 'refused',
    outcome,
    reason: `${page.finalUrl} ${what}${wait}; ${ADVICE[outcome]}`,
    page,
    retryAfterMs,
  };
}

function serverDate(page: FetchedPage): Date | null {
  const at = Date.parse(page.headers.date ?? '');
  return Number.isNaN(at) ? null : new Date(at);
}

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined && value !== '';
}
