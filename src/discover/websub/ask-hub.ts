import { WANTED_LEASE_S } from './lease.ts';

/** What is asked of a hub. */
export type HubRequest = {
  mode: 'subscribe' | 'unsubscribe';
  hub: string;
  topic: string;
  callback: string;
  secret: string;
};

/** What asking needs of the HTTP client that everything goes out through. */
export type HubClient = {
  request(
    url: URL,
    request: {
      method: 'POST';
      headers: Record<string, string>;
      body: string;
      maxBytes: number;
      overflow: 'cut';
      maxRedirects: number;
    },
  ): Promise<
    { kind: 'response'; response: { status: number; bytes: Uint8Array } } | { kind: 'failed'; reason: string }
  >;
};

/** `asked`: the hub will verify it. `failed`: with a sentence why. */
export type HubAnswer = { kind: 'asked' } | { kind: 'failed'; reason: string };

const LARGEST_ANSWER = 2_048;
/** A hub may send on to another one by 307 or 308 (WebSub § 5.1.2). */
const MOST_REDIRECTS = 3;

/**
 * Asks a hub to begin, renew or end a subscription (WebSub § 5.1). A hub that is announced by http is tried by https
 * first (§ 8.2): the secret goes with the request.
 */
export async function askHub(client: HubClient, asked: HubRequest): Promise<HubAnswer> {
  let answer: HubAnswer = { kind: 'failed', reason: `${asked.hub} is no address of a hub.` };
  for (const url of addressesOf(asked.hub)) {
    answer = await askAt(client, url, asked);
    if (answer.kind === 'asked') return answer;
  }
  return answer;
}

/** Another port than the usual one says nothing of where https would be. */
function addressesOf(hub: string): URL[] {
  const url = URL.parse(hub);
  if (url === null) return [];
  if (url.protocol !== 'http:' || url.port !== '') return [url];
  const secure = new URL(url);
  secure.protocol = 'https:';
  return [secure, url];
}

async function askAt(client: HubClient, url: URL, asked: HubRequest): Promise<HubAnswer> {
  const { mode, topic, callback, secret } = asked;
  const form = new URLSearchParams({ 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback });
  if (mode === 'subscribe') {
    form.set('hub.secret', secret);
    form.set('hub.lease_seconds', String(WANTED_LEASE_S));
  }
  const result = await client.request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    maxBytes: LARGEST_ANSWER,
    overflow: 'cut',
    maxRedirects: MOST_REDIRECTS,
  });
  if (result.kind === 'failed') return { kind: 'failed', reason: result.reason };
  const { status, bytes } = result.response;
  if (status >= 200 && status < 300) return { kind: 'asked' };
  const said = new TextDecoder().decode(bytes).replace(/\s+/g, ' ').trim().slice(0, 200);
  return { kind: 'failed', reason: `The hub ${url.host} answered ${status}${said === '' ? '' : `: ${said}`}.` };
}
