import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BodyCap, readBody } from './decode-body.ts';
import type { Sender } from './follow-redirects.ts';
import type { ClientRequest } from './open-guarded-client.ts';
import { joinHeaders, type Outgoing, readLocation } from './redirect.ts';
import { RequestFailure } from './request-failure.ts';

/** One hop's answer; `location` is where it redirects to, and then no bytes are kept. */
export type Answer = { status: number; headers: Record<string, string>; bytes: Uint8Array; location: URL | null };

/** Far more than any site sends, far fewer than fit below the cap on their size. */
const MOST_HEADERS = 256;

/** Sends one request, without following a redirect, and reads its answer whole. */
export async function requestOnce(
  sender: Sender,
  hop: Outgoing,
  request: ClientRequest,
  signal: AbortSignal,
  followsRedirects: boolean,
): Promise<Answer> {
  const { url } = hop;
  const route = sender.routes.routeThrough(request.proxy ?? null);
  const sentAt = performance.now();
  const answer = await route.agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: hop.method,
    headers: toHeaders(sender, hop, request),
    body: hop.body ?? null,
    signal,
  });
  // A body that is given up ends in an error that nobody else may be there to hear.
  answer.body.on('error', () => undefined);
  const headers = joinHeaders(answer.headers);
  const refusal = Object.values(answer.headers).flat().length > MOST_HEADERS ? tooManyHeaders(url) : null;
  if (refusal !== null) {
    answer.body.destroy();
    throw refusal;
  }
  request.cookies?.keep(url, [answer.headers['set-cookie'] ?? []].flat());
  const location = followsRedirects ? readLocation(answer.statusCode, headers, url) : null;
  if (location !== null) {
    // The body of a redirect is of no use; small and quick ones are drained so that the connection can be used again.
    await answer.body.dump({ limit: 16 * 1024, signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    return { status: answer.statusCode, headers, bytes: new Uint8Array(), location };
  }
  const cap: BodyCap = { maxBytes: request.maxBytes ?? sender.maxBodyBytes, overflow: request.overflow ?? 'fail' };
  const bytes = await readBody(answer.body, headers['content-encoding'] ?? '', cap, url);
  if ('content-length' in headers) {
    // That more came is found out within the same turn, and told in the next ones.
    await nextTurn();
    await nextTurn();
    if (route.hadSurplus(url.origin, sentAt)) throw tooLong(url, headers['content-length'] ?? '');
  }
  return { status: answer.statusCode, headers, bytes, location: null };
}

function toHeaders(sender: Sender, hop: Outgoing, request: ClientRequest): Record<string, string> {
  const headers: Record<string, string> = {
    ...sender.headers,
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...lowerNames(hop.headers),
  };
  const cookies = [headers.cookie ?? '', request.cookies?.headerFor(hop.url) ?? ''].filter((one) => one !== '');
  return cookies.length === 0 ? headers : { ...headers, cookie: cookies.join('; ') };
}

function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function tooManyHeaders(url: URL): RequestFailure {
  return new RequestFailure('headers', `${url.href} sent more than ${MOST_HEADERS} headers; nothing of it was kept.`);
}

function tooLong(url: URL, length: string): RequestFailure {
  const reason = `${url.href} sent more than the ${length} bytes that it announced, so where it ends is not known; it is tried again at the next visit.`;
  return new RequestFailure('truncated', reason);
}
