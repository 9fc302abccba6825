import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import {
  type GuardedClient,
  type GuardedClientOptions,
  openGuardedClient,
} from '../../../src/fetch/open-guarded-client.ts';

export type Site = { url: string; port: number; log: string[]; close: () => Promise<void> };

/** A site on this machine; `log` holds the path of every request it got. */
export async function serve(listener: RequestListener): Promise<Site> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    log.push(request.url ?? '');
    listener(request, response);
  });
  return await listen(server, log, () => server.closeAllConnections());
}

/** A server that speaks bytes, for answers that node:http refuses to give. */
export async function serveRaw(onRequest: (socket: Socket) => void): Promise<Site> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', () => onRequest(socket));
  });
  return await listen(server, [], () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listen(
  server: Server | ReturnType<typeof createTcpServer>,
  log: string[],
  drop: () => void,
): Promise<Site> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      drop();
    });
  return { url: `http://127.0.0.1:${port}`, port, log, close };
}

/** A client that may reach this machine. */
export function openLocalClient(options: Partial<GuardedClientOptions> = {}): GuardedClient {
  return openGuardedClient({
    userAgent: 'stet-test/1.0',
    allowPrivate: ['127.0.0.0/8'],
    maxBodyBytes: 1024 * 1024,
    timeoutMs: 10_000,
    ...options,
  });
}
