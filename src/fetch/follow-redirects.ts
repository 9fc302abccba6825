import { isIP } from 'node:net';
import type { FetchedPage } from '../model/page.ts';
import { type Guard, judgeHost, portOf } from './guard-connections.ts';
import type { ClientRequest } from './open-guarded-client.ts';
import type { Routes } from './open-routes.ts';
import { nextHop, type Outgoing } from './redirect.ts';
import { nameFailure, RequestFailure } from './request-failure.ts';
import { requestOnce } from './request-once.ts';

/** What all requests of a client have in common. */
export type Sender = {
  routes: Routes;
  guard: Guard;
  /** Sent with every request: who asks. */
  headers: Record<string, string>;
  timeoutMs: number;
  maxBodyBytes: number;
};

const MAX_REDIRECTS = 10;

/**
 * Sends a request and follows where it is redirected to, judging each address anew.
 * @throws RequestFailure for whatever keeps a whole answer from being had.
 */
export async function followRedirects(
  sender: Sender,
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
    const { url } = hop;
    checkUrl(url, sender.guard, redirects.at(-1)?.url ?? null);
    // The same address with other cookies is another question: that is how sites see whether they are kept.
    const asked = `${hop.method} ${url.href} ${request.cookies?.headerFor(url) ?? ''}`;
    if (seen.has(asked)) throw redirectLoop(start, url);
    seen.add(asked);

    const answer = await requestOnce(sender, hop, request, signal, maxRedirects > 0).catch((error: unknown) => {
      throw nameFailure(error, url);
    });
    if (answer.location === null) {
      const tookMs = performance.now() - startedAt;
      const { status, headers, bytes } = answer;
      return { url: start.href, finalUrl: url.href, redirects, status, headers, bytes, tookMs };
    }
    redirects.push({ url: url.href, status: answer.status, location: answer.location.href });
    if (redirects.length > maxRedirects) throw tooManyRedirects(start, maxRedirects);
    hop = nextHop(hop, answer.status, answer.location);
  }
}

/**
 * Whether a URL may be asked for at all; `from` is the one that pointed there.
 * @throws RequestFailure `refused-url` or `refused-address`
 */
export function checkUrl(url: URL, guard: Guard, from: string | null): void {
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
  const failure = judgeHost(host, portOf(url.protocol, url.port), guard);
  if (failure === null) return;
  throw from === null
    ? failure
    : new RequestFailure('refused-address', `${from} pointed to a refused address: ${failure.message}`);
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
