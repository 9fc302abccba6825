import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import type { FetchedPage } from '../model/page.ts';
import { type BodyCap, readBody } from './decode-body.ts';
import { guardConnections, judgeHost, portOf } from './guard-connections.ts';
import { type AddressRange, parseAddressRanges } from './judge-address.ts';
import { joinHeaders, nextHop, type Outgoing, readLocation } from './redirect.ts';
import { type FailureCause, nameFailure, RequestFailure } from './request-failure.ts';

export type GuardedClientOptions = {
  userAgent: string;
  /** CIDRs that may be reached although they are private. */
  allowPrivate: string[];
  /** Cap on a decompressed body, in bytes. */
  maxBodyBytes: number;
  /** From the first look-up to the last byte, over all redirects. */
  timeoutMs?: number;
  connectTimeoutMs?: number;
  maxHeaderBytes?: number;
};

export type ClientRequest = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMs?: number;
  maxBytes?: number;
  /** `cut` keeps the first `maxBytes` of a longer body instead of failing. */
  overflow?: 'fail' | 'cut';
  /** 0: a redirect is given back as the answer. */
  maxRedirects?: number;
};

/** An answer of whatever status, whole; or the reason, a sentence, why there is none. */
export type ClientResult =
  | { kind: 'response'; response: FetchedPage }
  | { kind: 'failed'; failureCause: FailureCause; reason: string };

/** The only way out to the network. */
export type GuardedClient = {
  request(url: URL | string, request?: ClientRequest): Promise<ClientResult>;
  /** Lets the requests in flight end, for at most `graceMs` milliseconds where given, then gives back all connections. */
  close(graceMs?: number): Promise<void>;
};

type Limits = { userAgent: string; allowPrivate: AddressRange[]; timeoutMs: number; maxBodyBytes: number };

const MAX_REDIRECTS = 10;

/**
 * Opens the HTTP client that everything uses: it refuses private addresses, caps time, headers and decompressed bytes,
 * follows redirects hop by hop, and verifies TLS. A request never throws for what a site does.
 * @throws RangeError when `allowPrivate` holds something that is no address range.
 */
export function openGuardedClient(options: GuardedClientOptions): GuardedClient {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const connectTimeoutMs = options.connectTimeoutMs ?? 10_000;
  const limits: Limits = {
    userAgent: options.userAgent,
    allowPrivate: parseAddressRanges(options.allowPrivate),
    timeoutMs,
    maxBodyBytes: options.maxBodyBytes,
  };
  const agent = new Agent({
    connect: guardConnections(limits.allowPrivate, connectTimeoutMs),
    maxHeaderSize: options.maxHeaderBytes ?? 64 * 1024,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveMaxTimeout: 30_000,
    allowH2: false,
  });
  const inFlight = new Set<Promise<ClientResult>>();
  let closing: Promise<void> | null = null;

  return {
    request: async (url, request = {}) => {
      if (closing !== null) return refuseAsClosed(url);
      const result = requestWithDeadline(agent, limits, url, request);
      inFlight.add(result);
      return await result.finally(() => inFlight.delete(result));
    },
    close: (graceMs) => {
      closing ??= endAll(agent, inFlight, graceMs);
      return closing;
    },
  };
}

/** Not by agent.close(), which would also wait for connections that nobody waits for any more. */
async function endAll(agent: Agent, inFlight: Set<Promise<ClientResult>>, graceMs?: number): Promise<void> {
  const ended = Promise.all(inFlight);
  if (graceMs === undefined) await ended;
  else await Promise.race([ended, sleep(graceMs, null, { ref: inFlight.size > 0 })]);
  await agent.destroy();
}

function refuseAsClosed(url: URL | string): ClientResult {
  const reason = `${String(url)} was not requested: the client is closed; ask again after a restart.`;
  return { kind: 'failed', failureCause: 'closed', reason };
}

async function requestWithDeadline(
  agent: Agent,
  limits: Limits,
  address: URL | string,
  request: ClientRequest,
): Promise<ClientResult> {
  const timeoutMs = request.timeoutMs ?? limits.timeoutMs;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooSlow(String(address), timeoutMs)), timeoutMs);
  try {
    const answered = followRedirects(agent, limits, parseAddress(address), request, deadline.signal);
    // undici aborts a request only once it is connected, so the deadline is raced as well.
    const response = await Promise.race([answered, rejectWhenAborted(deadline.signal)]);
    return { kind: 'response', response };
  } catch (error) {
    // An aborted stream may end in any error: the deadline is what happened.
    const failure = nameFailure(deadline.signal.aborted ? deadline.signal.reason : error, toUrl(address));
    return { kind: 'failed', failureCause: failure.failureCause, reason: failure.message };
  } finally {
    clearTimeout(timer);
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function followRedirects(
  agent: Agent,
  limits: Limits,
  start: URL,
  request: ClientRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const startedAt = performance.now();
  const maxRedirects = request.maxRedirects ?? MAX_REDIRECTS;
  const redirects: FetchedPage['redirects'] = [];
  const seen = new Set<string>();
  let hop: Outgoing = {
    url: start,
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    body: request.body,
  };

  for (;;) {
    checkUrl(hop.url, limits.allowPrivate, redirects.at(-1)?.url ?? null);
    if (seen.has(`${hop.method} ${hop.url.href}`)) throw redirectLoop(start, hop.url);
    seen.add(`${hop.method} ${hop.url.href}`);

    const { url } = hop;
    const answer = await requestOnce(agent, limits, hop, request, signal, maxRedirects > 0).catch((error: unknown) => {
      throw nameFailure(error, url);
    });
    if (answer.location === null) {
      const tookMs = performance.now() - startedAt;
      const { status, headers, bytes } = answer;
      return { url: start.href, finalUrl: hop.url.href, redirects, status, headers, bytes, tookMs };
    }
    redirects.push({ url: hop.url.href, status: answer.status, location: answer.location.href });
    if (redirects.length > maxRedirects) throw tooManyRedirects(start, maxRedirects);
    hop = nextHop(hop, answer.status, answer.location);
  }
}

type Answer = { status: number; headers: Record<string, string>; bytes: Uint8Array; location: URL | null };

async function requestOnce(
  agent: Agent,
  limits: Limits,
  hop: Outgoing,
  request: ClientRequest,
  signal: AbortSignal,
  followsRedirects: boolean,
): Promise<Answer> {
  const answer = await agent.request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: {
      'user-agent': limits.userAgent,
      'accept-encoding': 'gzip, deflate, br, zstd',
      ...lowerNames(hop.headers),
    },
    body: hop.body ?? null,
    signal,
  });
  const headers = joinHeaders(answer.headers);
  const location = followsRedirects ? readLocation(answer.statusCode, headers, hop.url) : null;
  if (location !== null) {
    // The body of a redirect is of no use; small and quick ones are drained so that the connection can be used again.
    await answer.body.dump({ limit: 16 * 1024, signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    return { status: answer.statusCode, headers, bytes: new Uint8Array(), location };
  }
  const cap: BodyCap = { maxBytes: request.maxBytes ?? limits.maxBodyBytes, overflow: request.overflow ?? 'fail' };
  const bytes = await readBody(answer.body, headers['content-encoding'] ?? '', cap, hop.url);
  return { status: answer.statusCode, headers, bytes, location: null };
}

/** @throws RequestFailure `refused-url` or `refused-address` */
function checkUrl(url: URL, allowPrivate: AddressRange[], from: string | null): void {
  const via = from === null ? '' : ` (${from} pointed there)`;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RequestFailure('refused-url', `${url.href} is not fetched${via}: only http and https addresses are.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new RequestFailure(
      'refused-url',
      `The address at ${url.host} is not fetched${via}: it holds a user name or password; take them out of the URL.`,
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return;
  const failure = judgeHost(host, portOf(url.protocol, url.port), allowPrivate);
  if (failure === null) return;
  throw from === null
    ? failure
    : new RequestFailure('refused-address', `${from} pointed to a refused address: ${failure.message}`);
}

function parseAddress(address: URL | string): URL {
  if (!URL.canParse(String(address))) {
    throw new RequestFailure(
      'refused-url',
      `“${String(address)}” is no address; write it like https://example.org/path.`,
    );
  }
  const url = new URL(address);
  url.hash = '';
  return url;
}

function toUrl(address: URL | string): URL {
  return URL.parse(String(address)) ?? new URL('about:invalid');
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function tooSlow(address: string, timeoutMs: number): RequestFailure {
  return new RequestFailure(
    'deadline',
    `${address} was not whole within ${timeoutMs / 1000} s; it is tried again at the next visit.`,
  );
}

function redirectLoop(start: URL, at: URL): RequestFailure {
  return new RequestFailure(
    'redirects',
    `${start.href} redirects in a loop, back to ${at.href}; check it in a browser.`,
  );
}

function tooManyRedirects(start: URL, maxRedirects: number): RequestFailure {
  return new RequestFailure(
    'redirects',
    `${start.href} redirects more than ${maxRedirects} times; check it in a browser.`,
  );
}
