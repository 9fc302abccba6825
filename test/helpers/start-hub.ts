import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a subscriber asked of the hub, as it wrote it. */
export type HubAsked = { mode: string; topic: string; callback: string; secret: string | null; lease: string | null };

/** How the hub answered itself what it asked at a callback. */
export type HubVerified = { status: number; body: string };

/** A WebSub hub on this machine, with the manners that a test gives it. */
export type TestHub = {
  url: string;
  asked: HubAsked[];
  /** Asks at a callback what a hub asks before it believes a request; parameters may be anything. */
  verify(callback: string, parameters: Record<string, string>): Promise<HubVerified>;
  /** Posts a body to a callback, signed with `secret` by `method`, or with the signature given. Gives the status. */
  push(callback: string, body: string | Uint8Array, signed: Signed): Promise<number>;
  stop(): Promise<void>;
};

type Signed = { secret: string; method?: string } | { signature: string | null };

export type HubManners = {
  /** What it answers to requests: 202, as it should; or an error, or a redirect with `location`. */
  status?: number;
  location?: string;
  /** Milliseconds before it answers. */
  delayMs?: number;
  /** Verifies by itself, before it answers, as some hubs do; with this lease. */
  leaseSeconds?: number | null;
};

/** Starts a hub. `manners` may be changed while it runs. */
export async function startHub(manners: HubManners = {}): Promise<TestHub> {
  const asked: HubAsked[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, asked, manners).catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hub`,
    asked,
    verify,
    push,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  asked: HubAsked[],
  manners: HubManners,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const read = (name: string) => form.get(`hub.${name}`);
  const one = {
    ...{ mode: read('mode') ?? '', topic: read('topic') ?? '', callback: read('callback') ?? '' },
    ...{ secret: read('secret'), lease: read('lease_seconds') },
  };
  asked.push(one);
  if (manners.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, manners.delayMs));
  const { status = 202, location, leaseSeconds = null } = manners;
  if (status === 202 && leaseSeconds !== null) {
    const lease = String(leaseSeconds);
    const challenge = crypto.randomUUID();
    await verify(one.callback, { mode: one.mode, topic: one.topic, challenge, lease_seconds: lease });
  }
  response
    .writeHead(status, location === undefined ? {} : { location })
    .end(status < 400 ? '' : `the hub says no to ${one.callback}, ${one.secret}`);
}

async function verify(callback: string, parameters: Record<string, string>): Promise<HubVerified> {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(`hub.${name}`, value);
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
}

async function push(callback: string, body: string | Uint8Array, signed: Signed): Promise<number> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signature = 'secret' in signed ? sign(bytes, signed.secret, signed.method ?? 'sha256') : signed.signature;
  const headers = {
    'content-type': 'application/atom+xml',
    ...(signature === null ? {} : { 'x-hub-signature': signature }),
  };
  const response = await fetch(callback, { method: 'POST', headers, body: Uint8Array.from(bytes) });
  return response.status;
}

function sign(bytes: Uint8Array, secret: string, method: string): string {
  return `${method}=${createHmac(method, secret).update(bytes).digest('hex')}`;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
