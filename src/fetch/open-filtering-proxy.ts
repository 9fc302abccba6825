import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkUrl } from './follow-redirects.ts';
import type { Guard } from './guard-connections.ts';
import type { Route, Routes } from './open-routes.ts';
import { type FailureCause, nameFailure, RequestFailure } from './request-failure.ts';

export type FilteringProxyOptions = {
  /** The proxy of the source, which the traffic goes on through. */
  proxy: string | null;
  /** Hosts that are not asked, though they might be: adverts and trackers. */
  isBlocked: (host: string) => boolean;
  /** The most bytes that may come in, over all connections, before all of them are cut. */
  maxBytes: number;
  /** The most requests and tunnels at the same time. */
  maxConnections: number;
};

/** A proxy for one visit of a browser: all that the visit sends goes through it, and ends with it. */
export type FilteringProxy = {
  /** Its address, for this machine alone. */
  url: string;
  /** Why requests for a host failed here, the last reason of each: the browser itself says little. */
  failures: Map<string, RequestFailure>;
  /** Bytes that came in so far. */
  received: () => number;
  isOverfull: () => boolean;
  close(): Promise<void>;
};

/** Headers between two neighbours only (RFC 9110 § 7.6.1), and those that speak to a proxy. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The header of an answer that is this proxy's own. */
export const REFUSED = 'x-stet-refused';

const STATUS: Partial<Record<FailureCause, number>> = { 'refused-url': 403, 'refused-address': 403, deadline: 504 };

/**
 * Opens a proxy through which a browser reaches allowed addresses only: HTTP, and by CONNECT (RFC 9110 § 9.3.6) TLS and
 * WebSockets. Every connection is made on the guarded client's own ways, so that its address is judged as it is
 * connected to; names are looked up here and never by the browser.
 */
export async function openFilteringProxy(
  routes: Routes,
  guard: Guard,
  options: FilteringProxyOptions,
): Promise<FilteringProxy> {
  const visit = new ProxiedVisit(routes.routeThrough(options.proxy), guard, options);
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => void visit.pass(request, response));
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => visit.tunnel(request, socket, head));
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    failures: visit.failures,
    received: () => visit.received,
    isOverfull: () => visit.isOverfull,
    close: async () => {
      visit.cutAll();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What goes on of one visit, and what came of it. */
class ProxiedVisit {
  readonly failures = new Map<string, RequestFailure>();
  received = 0;
  readonly #route: Route;
  readonly #guard: Guard;
  readonly #options: FilteringProxyOptions;
  /** Ends each thing that is in hand. */
  readonly #open = new Set<() => void>();
  #isClosed = false;

  constructor(route: Route, guard: Guard, options: FilteringProxyOptions) {
    this.#route = route;
    this.#guard = guard;
    this.#options = options;
  }

  get isOverfull(): boolean {
    return this.received > this.#options.maxBytes;
  }

  /** Passes on a request in plain HTTP. */
  async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const abort = new AbortController();
    const end = () => abort.abort();
    response.once('close', end);
    const url = URL.parse(request.url ?? '');
    try {
      if (url === null || url.protocol !== 'http:') throw notAbsolute(request.url ?? '');
      this.#admit(url);
      this.#open.add(end);
      const answer = await this.#route.agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: (request.method ?? 'GET') as 'GET',
        headers: endToEnd(request.headers),
        body: hasBody(request) ? request : null,
        signal: abort.signal,
      });
      response.writeHead(answer.statusCode, endToEnd(answer.headers));
      answer.body.on('data', (bytes: Buffer) => this.#count(bytes));
      answer.body.on('error', () => response.destroy());
      answer.body.pipe(response);
      await new Promise((resolve) => response.once('close', resolve));
    } catch (error) {
      const failure = this.#note(error, url ?? new URL('about:invalid'));
      if (response.headersSent) response.destroy();
      else response.writeHead(STATUS[failure.failureCause] ?? 502, { [REFUSED]: failure.failureCause }).end();
    } finally {
      this.#open.delete(end);
    }
  }

  /** Opens a tunnel to an allowed address. What is said in it stays between the browser and the site. */
  tunnel(request: IncomingMessage, client: Duplex, head: Buffer): void {
    client.on('error', () => client.destroy());
    const url = URL.parse(`https://${request.url ?? ''}`) ?? new URL('about:invalid');
    try {
      this.#admit(url);
    } catch (error) {
      this.#refuse(client, error, url);
      return;
    }
    const end = () => client.destroy();
    this.#open.add(end);
    client.once('close', () => this.#open.delete(end));
    const port = url.port === '' ? '443' : url.port;
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    // Asked for as plain HTTP: the browser speaks TLS itself, with the site.
    this.#route.connect({ hostname, host: url.host, protocol: 'http:', port }, (error, socket) => {
      if (error !== null || socket === null) this.#refuse(client, error ?? new Error('no connection was made'), url);
      else this.#join(client, socket, head);
    });
  }

  /** Ends all that is in hand; nothing is taken any more. */
  cutAll(): void {
    this.#isClosed = true;
    for (const end of this.#open) end();
  }

  #join(client: Duplex, socket: Socket, head: Buffer): void {
    socket.on('error', () => client.destroy());
    socket.once('close', () => client.destroy());
    client.once('close', () => socket.destroy());
    if (client.destroyed || this.#isClosed) {
      socket.destroy();
      return;
    }
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.write(head);
    socket.on('data', (bytes: Buffer) => this.#count(bytes));
    socket.pipe(client);
    client.pipe(socket);
  }

  /** @throws RequestFailure where it is not to be asked. */
  #admit(url: URL): void {
    checkUrl(url, this.#guard, null);
    const { isBlocked, maxConnections } = this.#options;
    if (isBlocked(url.hostname)) {
      throw new RequestFailure('refused-url', `${url.hostname} serves adverts or counts visitors, and is not asked.`);
    }
    if (this.#isClosed || this.isOverfull || this.#open.size >= maxConnections) {
      throw new RequestFailure('size', `${url.host} was not asked: the page has asked for too much already.`);
    }
  }

  #count(bytes: Buffer): void {
    this.received += bytes.byteLength;
    if (this.isOverfull) this.cutAll();
  }

  #note(error: unknown, url: URL): RequestFailure {
    const failure = nameFailure(error, url);
    this.failures.set(url.host, failure);
    return failure;
  }

  #refuse(client: Duplex, error: unknown, url: URL): void {
    const { failureCause } = this.#note(error, url);
    client.end(`HTTP/1.1 ${STATUS[failureCause] ?? 502} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
  }
}

function endToEnd(headers: Record<string, string | string[] | undefined>): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = value;
  }
  return kept;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function notAbsolute(target: string): RequestFailure {
  return new RequestFailure('refused-url', `“${target}” is not passed on: a proxy is asked for whole http addresses.`);
}
