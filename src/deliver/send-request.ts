import type { FetchedPage } from '../model/page.ts';
import { tameText } from '../model/tame-text.ts';
import type { DeliveryRequest } from './delivery-request.ts';
import { readRetryAfter } from './read-retry-after.ts';
import type { UploadRequest } from './upload-request.ts';

/** What sending needs of the HTTP client that everything goes out through. */
export type DeliveryClient = {
  request(
    url: URL,
    request: {
      method: 'POST';
      headers: Record<string, string>;
      body: string | Uint8Array;
      timeoutMs: number;
      maxBytes: number;
      overflow: 'cut';
      maxRedirects: number;
    },
  ): Promise<{ kind: 'response'; response: Answer } | { kind: 'failed'; reason: string }>;
};

type Answer = Pick<FetchedPage, 'status' | 'headers' | 'bytes'>;

/**
 * What an attempt came to. `given-up`: trying again would not help; `disabled`: the receiver wants no more of this
 * channel. `status` is that of HTTP, or the code of SMTP, where there was an answer.
 */
export type DeliveryOutcome =
  /** `refusal`: why the picture that was to go along did not. */
  | { kind: 'delivered'; status: number | null; refusal?: string }
  | { kind: 'retry'; status: number | null; reason: string; retryAfterMs: number | null }
  | { kind: 'given-up'; status: number | null; reason: string }
  | { kind: 'disabled'; status: number | null; reason: string };

/** What sending came to, where the picture that was to go along was refused: of words that were delivered, it is told. */
export function withRefusal(outcome: DeliveryOutcome, refusal: string): DeliveryOutcome {
  return outcome.kind === 'delivered' ? { ...outcome, refusal } : outcome;
}

/** A receiver, as sentences name it; never by more of its address than the host. */
export type Receiver = {
  name: string;
  /** Whether all failures are tried again, as Standard Webhooks wants it; services say by 4xx that it would not help. */
  isPatient: boolean;
};

const TIMEOUT_MS = 20_000;
const LARGEST_ANSWER = 16_384;
/** Of what a service says about a refusal. */
const LONGEST_HINT = 200;
/** A part of an address that is shorter keeps nothing secret. */
const SHORTEST_SECRET = 8;
/** The failures of the client (4xx) that may heal by themselves: a timeout, too early, too many. */
const HEALING = new Set([408, 425, 429]);

/**
 * Posts a request. Any 2xx is delivered, 410 means that the receiver is no more (Standard Webhooks, “Delivering and
 * retries”). A redirect is not followed: it would hand the change to a stranger.
 */
export async function sendRequest(
  client: DeliveryClient,
  receiver: Receiver,
  request: DeliveryRequest | UploadRequest,
  now: Date,
): Promise<DeliveryOutcome> {
  return (await exchange(client, receiver, request, now)).outcome;
}

/** The same with what was answered; empty where nothing was. */
export async function exchange(
  client: DeliveryClient,
  receiver: Receiver,
  { url, headers, body }: DeliveryRequest | UploadRequest,
  now: Date,
): Promise<{ outcome: DeliveryOutcome; answer: string }> {
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: LARGEST_ANSWER, overflow: 'cut' as const, maxRedirects: 0 };
  const result = await client.request(url, { method: 'POST', headers, body, ...limits });
  if (result.kind === 'failed') {
    // The address may be a secret: of many incoming webhooks it is the only one.
    const reason = hideAddress(result.reason, url);
    return { outcome: { kind: 'retry', status: null, reason, retryAfterMs: null }, answer: '' };
  }
  const answer = new TextDecoder().decode(result.response.bytes);
  return { outcome: judgeAnswer(receiver, url, result.response, answer, now), answer };
}

function judgeAnswer(receiver: Receiver, url: URL, response: Answer, answer: string, now: Date): DeliveryOutcome {
  const { status, headers } = response;
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const said = `The ${receiver.name} at ${url.host} answered ${status}`;
  if (status === 410) return { kind: 'disabled', status, reason: `${said}: it is no more.` };
  if (status >= 300 && status < 400) {
    const to = headers.location === undefined ? 'nowhere' : nameOrigin(headers.location, url);
    const reason = `${said}, a redirect to ${to}, which is not followed.`;
    return { kind: 'retry', status, reason, retryAfterMs: readRetryAfter(headers, answer, now) };
  }
  const hint = receiver.isPatient ? '' : tameText(hideAddress(answer, url)).slice(0, LONGEST_HINT);
  const reason = hint === '' ? `${said}.` : `${said}: ${hint}`;
  if (!receiver.isPatient && status < 500 && !HEALING.has(status)) return { kind: 'given-up', status, reason };
  return { kind: 'retry', status, reason, retryAfterMs: readRetryAfter(headers, answer, now) };
}

/** Where a redirect leads, without the path: it may repeat one that is a secret. */
function nameOrigin(location: string, from: URL): string {
  return URL.parse(location, from.href)?.origin ?? 'an address that is none';
}

function hideAddress(text: string, url: URL): string {
  const { origin, pathname, search, href } = url;
  const parts = `${pathname}${search}`.split(/[/?&=]/).filter((part) => part.length >= SHORTEST_SECRET);
  return parts.reduce((hidden, part) => hidden.replaceAll(part, '…'), text.replaceAll(href, origin));
}
