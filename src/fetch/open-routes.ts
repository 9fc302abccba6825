import { Agent, type buildConnector } from 'undici';
import { connectThroughProxy } from './connect-through-proxy.ts';
import { type Guard, guardConnections } from './guard-connections.ts';
import { parseProxy } from './parse-proxy.ts';
import { RequestFailure } from './request-failure.ts';

/** A way out, with the connections that are kept on it. */
export type Route = {
  agent: Agent;
  /** Connects to an allowed address on this way, for whoever speaks something else than the agent does. */
  connect: buildConnector.connector;
  /**
   * Whether a connection to this origin was cut since `since` (of `performance.now()`) because the site sent more than
   * its answer's length: then what was taken for the whole body is its beginning. Of an answer that ends its
   * connection (`Connection: close`, HTTP/1.0) undici drops what follows unseen.
   */
  hadSurplus(origin: string, since: number): boolean;
};

/** The ways out: one directly, and one through each proxy. */
export type Routes = {
  /** @throws RequestFailure `proxy` when the address is that of none. */
  routeThrough(proxy: string | null): Route;
  destroy(): Promise<void>;
};

export type RouteLimits = { connectMs: number; idleMs: number; maxHeaderBytes: number };

/** Opens the ways out to allowed addresses; each proxy's when it is first asked for. */
export function openRoutes(guard: Guard, limits: RouteLimits): Routes {
  const routes = new Map<string | null, Route>();
  return {
    routeThrough: (address) => {
      const known = routes.get(address);
      if (known !== undefined) return known;
      const made = openRoute(address, guard, limits);
      routes.set(address, made);
      return made;
    },
    destroy: async () => {
      await Promise.all([...routes.values()].map(({ agent }) => agent.destroy()));
    },
  };
}

function openRoute(address: string | null, guard: Guard, { connectMs, idleMs, maxHeaderBytes }: RouteLimits): Route {
  const proxy = address === null ? null : parseProxy(address);
  if (address !== null && proxy === null) {
    // The address is not shown: it may hold a password.
    const reason =
      'The proxy of this source has no address that can be used; write it like http://host:port or socks5://host:port.';
    throw new RequestFailure('proxy', reason);
  }
  const connect = proxy === null ? guardConnections(guard, connectMs) : connectThroughProxy(proxy, guard, connectMs);
  const agent = new Agent({
    connect,
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    keepAliveMaxTimeout: 30_000,
    allowH2: false,
  });
  const surplusAt = new Map<string, number>();
  agent.on('disconnect', (origin: URL, _targets: unknown, error: Error) => {
    // What undici says when bytes come that belong to no request.
    if (error.message === 'bad response') surplusAt.set(origin.origin, performance.now());
    if (surplusAt.size > 1_000) surplusAt.clear();
  });
  return { agent, connect, hadSurplus: (origin, since) => (surplusAt.get(origin) ?? -1) >= since };
}
