import type { FetchedPage } from '../model/page.ts';
import type { SignedWebhook } from './build-webhook.ts';

/** What sending needs of the HTTP client that everything goes out through. */
export type WebhookClient = {
  request(
    url: URL,
    request: {
      method: 'POST';
      headers: Record<string, string>;
      body: string;
      timeoutMs: number;
      maxBytes: number;
      overflow: 'cut';
      maxRedirects: number;
    },
  ): Promise<
    { kind: 'response'; response: Pick<FetchedPage, 'status' | 'headers'> } | { kind: 'failed'; reason: string }
  >;
};

/** What an attempt came to. `disabled`: the receiver wants no more of this channel. */
export type DeliveryOutcome =
  | { kind: 'delivered' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null }
  | { kind: 'disabled'; reason: string };

const TIMEOUT_MS = 20_000;
const LARGEST_ANSWER = 4096;

/**
 * Sends a signed webhook. Any 2xx is delivered, 410 means that the receiver is no more, all else is tried again
 * (Standard Webhooks, "Delivering and retries"). A redirect is not followed: it would hand the change to a stranger.
 */
export async function sendWebhook(
  client: WebhookClient,
  url: URL,
  webhook: SignedWebhook,
  now: Date,
): Promise<DeliveryOutcome> {
  const result = await client.request(url, {
    method: 'POST',
    headers: webhook.headers,
    body: webhook.body,
    timeoutMs: TIMEOUT_MS,
    maxBytes: LARGEST_ANSWER,
    overflow: 'cut',
    maxRedirects: 0,
  });
  if (result.kind === 'failed') return { kind: 'retry', reason: result.reason, retryAfterMs: null };
  return judgeAnswer(url, result.response, now);
}

function judgeAnswer(
  url: URL,
  { status, headers }: Pick<FetchedPage, 'status' | 'headers'>,
  now: Date,
): DeliveryOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) {
    return {
      kind: 'disabled',
      reason: `The webhook at ${url.host} answered 410: it is no more. Remove it from stet.yaml.`,
    };
  }
  const hint =
    status >= 300 && status < 400 ? `, a redirect to ${headers.location ?? 'nowhere'}, which is not followed` : '';
  const reason = `The webhook at ${url.host} answered ${status}${hint}.`;
  return { kind: 'retry', reason, retryAfterMs: readRetryAfter(headers['retry-after'], now) };
}

/** Retry-After in milliseconds: seconds or an HTTP date (RFC 9110 § 10.2.3); `null` for neither. */
function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
