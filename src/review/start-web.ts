import { createServer, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { hasUsers } from '../../storage/users.ts';
import { StetError } from '../model/stet-error.ts';
import { buildApp } from './build-app.ts';
import { isEveryAddress, isLoopback } from './guard-host.ts';
import type { WebOptions } from './web.ts';

/** How long answers in hand may take when the server stops. */
const GRACE_MS = 2_000;

/**
 * Starts the review UI; `port` 0 takes any free one. `stop` ends it, connections that are kept alive included.
 * @throws StetError when the address cannot be listened on, or would be open to others without users or a token.
 */
export async function startWeb(
  options: WebOptions & { port: number },
): Promise<{ url: string; stop(): Promise<void> }> {
  const { host, port, token } = options;
  const isGuarded = (token !== null && token !== '') || options.oidc !== undefined;
  if (!isLoopback(host) && !isGuarded && !(await hasUsers(options.db))) {
    throw new StetError(
      `The review UI would listen on ${host}, where other machines can reach it, with nobody having to log in: add a user with "stet users add NAME --role admin", or set web.token in config/stet.yaml (env:NAME or file:PATH; in a container too), or web.host to 127.0.0.1.`,
      { exitCode: 2 },
    );
  }
  const app = buildApp(options);
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server;
  await listen(server, host, port);
  server.on('error', (error) => options.onError?.(error));
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${nameInUrl(host)}:${bound}`, stop: () => stopServer(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(describeFailure(error, host, port)));
    server.listen({ host: host.replace(/^\[(.*)\]$/, '$1'), port }, resolve);
  });
}

function describeFailure(error: NodeJS.ErrnoException, host: string, port: number): StetError {
  const say = (what: string, remedy: string) =>
    new StetError(`The review UI cannot listen on ${host}, port ${port}: ${what}. ${remedy}`, { cause: error });
  switch (error.code) {
    case 'EADDRINUSE':
      return say(
        'the port is in use, perhaps by another stet',
        'Stop what uses it, or choose another web.port in config/stet.yaml (0 takes any free one).',
      );
    case 'EACCES':
      return say('this account may not use it', 'Choose a web.port above 1023 in config/stet.yaml.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say(
        'this machine has no such address',
        'Set web.host in config/stet.yaml to 127.0.0.1, or to an address of this machine; web.port goes with it.',
      );
    default:
      return say(error.message, 'Check web.host and web.port in config/stet.yaml.');
  }
}

function nameInUrl(host: string): string {
  if (isEveryAddress(host)) return 'localhost';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
