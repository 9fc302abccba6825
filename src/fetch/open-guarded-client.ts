import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail, MailResult, MailServer } from '../model/mail.ts';
import type { FetchedPage } from '../model/page.ts';
import type { CookieJar } from './cookie-jar.ts';
import { followRedirects, type Sender } from './follow-redirects.ts';
import { parseAddressRanges } from './judge-address.ts';
import { type FilteringProxy, type FilteringProxyOptions, openFilteringProxy } from './open-filtering-proxy.ts';
import { openRoutes, type Routes } from './open-routes.ts';
import { type FailureCause, nameFailure, RequestFailure } from './request-failure.ts';
import { sendMail } from './send-mail.ts';

export type GuardedClientOptions = {
  userAgent: string;
  /** An e-mail address by which whoever runs this can be reached (RFC 9110 § 10.1.2). */
  from?: string | null;
  /** CIDRs that may be reached although they are private. */
  allowPrivate: string[];
  /** Cap on a body, in bytes: decompressed, and as it comes over the wire. */
  maxBodyBytes: number;
  /** From the first look-up to the last byte, over all redirects. */
  timeoutMs?: number;
  connectTimeoutMs?: number;
  /** The longest silence: before the first byte, and between two. */
  idleTimeoutMs?: number;
  maxHeaderBytes?: number;
  /** How names are looked up; the system's way where none is given. */
  lookup?: LookupFunction;
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
  /** The proxy that the request goes through, as `http://user:password@host:port` or `socks5://…`. */
  proxy?: string | null;
  /** Where cookies are taken from, and kept. */
  cookies?: CookieJar | null;
};

/** An answer of whatever status, whole; or the reason, a sentence, why there is none. */
export type ClientResult =
  | { kind: 'response'; response: FetchedPage }
  | { kind: 'failed'; failureCause: FailureCause; reason: string };

/** The only way out to the network. */
export type GuardedClient = {
  request(url: URL | string, request?: ClientRequest): Promise<ClientResult>;
  /** Hands an e-mail to a server. */
  sendMail(server: MailServer, mail: Mail): Promise<MailResult>;
  /** A proxy for a browser, through which it reaches what this client would. */
  openProxy(options: FilteringProxyOptions): Promise<FilteringProxy>;
  /** Lets the requests in flight end, for at most `graceMs` milliseconds where given, then gives back all connections. */
  close(graceMs?: number): Promise<void>;
};

const IDLE_MS = 20_000;

/**
 * Opens the HTTP client that everything uses: it refuses private addresses, caps time, headers and decompressed bytes,
 * follows redirects hop by hop, and verifies TLS. A request never throws for what a site does.
 * @throws RangeError when `allowPrivate` holds something that is no address range.
 */
export function openGuardedClient(options: GuardedClientOptions): GuardedClient {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const guard = {
    allowPrivate: parseAddressRanges(options.allowPrivate),
    lookup: options.lookup,
    ports: 'web' as const,
  };
  const routes = openRoutes(guard, {
    connectMs: options.connectTimeoutMs ?? 10_000,
    idleMs: options.idleTimeoutMs ?? Math.min(IDLE_MS, timeoutMs),
    maxHeaderBytes: options.maxHeaderBytes ?? 64 * 1024,
  });
  const sender: Sender = {
    ...{ routes, guard, timeoutMs },
    headers: { 'user-agent': options.userAgent, ...(options.from == null ? {} : { from: options.from }) },
    maxBodyBytes: options.maxBodyBytes,
  };
  const inFlight = new Set<Promise<ClientResult>>();
  let closing: Promise<void> | null = null;

  return {
    request: async (url, request = {}) => {
      if (closing !== null) return refuseAsClosed(url);
      const result = requestWithDeadline(sender, url, request);
      inFlight.add(result);
      return await result.finally(() => inFlight.delete(result));
    },
    sendMail: (server, mail) => sendMail(guard, server, mail),
    openProxy: (proxyOptions) => openFilteringProxy(routes, guard, proxyOptions),
    close: (graceMs) => {
      closing ??= endAll(routes, inFlight, graceMs);
      return closing;
    },
  };
}

/** By force in the end: nobody waits for the connections that are left. */
async function endAll(routes: Routes, inFlight: Set<Promise<ClientResult>>, graceMs?: number): Promise<void> {
  const ended = Promise.all(inFlight);
  if (graceMs === undefined) await ended;
  else await Promise.race([ended, sleep(graceMs, null, { ref: inFlight.size > 0 })]);
  await routes.destroy();
}

function refuseAsClosed(url: URL | string): ClientResult {
  const reason = `${String(url)} was not requested: the client is closed; ask again after a restart.`;
  return { kind: 'failed', failureCause: 'closed', reason };
}

async function requestWithDeadline(
  sender: Sender,
  address: URL | string,
  request: ClientRequest,
): Promise<ClientResult> {
  const timeoutMs = request.timeoutMs ?? sender.timeoutMs;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooSlow(String(address), timeoutMs)), timeoutMs);
  try {
    const answered = followRedirects(sender, parseAddress(address), request, deadline.signal);
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

function tooSlow(address: string, timeoutMs: number): RequestFailure {
  return new RequestFailure(
    'deadline',
    `${address} was not whole within ${timeoutMs / 1000} s; it is tried again at the next visit.`,
  );
}
