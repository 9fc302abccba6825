import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';

/** A proxy on this machine; `asked` holds what it was asked for, as `host:port`, and with which credentials. */
export type LocalProxy = { port: number; asked: { target: string; credentials: string | null }[]; close(): void };

/** A proxy that lets CONNECT through to this machine, whatever address it is asked for. */
export async function startHttpProxy(refuseWith: number | null = null): Promise<LocalProxy> {
  const asked: LocalProxy['asked'] = [];
  const server = createServer().on('connect', (request, socket: Socket, head) => {
    asked.push({ target: request.url ?? '', credentials: request.headers['proxy-authorization'] ?? null });
    if (refuseWith !== null) {
      socket.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
      return;
    }
    const site = connect(portOf(request.url ?? ''), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) site.write(head);
      join(socket, site);
    });
  });
  return await listen(server, asked);
}

/** A SOCKS 5 proxy (RFC 1928, RFC 1929) that lets everything through to this machine. */
export async function startSocksProxy(): Promise<LocalProxy> {
  const asked: LocalProxy['asked'] = [];
  const server = createTcpServer((socket) => {
    let credentials: string | null = null;
    const onConnect = (request: Buffer) => {
      const target = `${readHost(request)}:${request.readUInt16BE(request.length - 2)}`;
      asked.push({ target, credentials });
      const site = connect(portOf(target), '127.0.0.1', () => {
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        join(socket, site);
      });
    };
    socket.on('error', () => undefined);
    socket.once('data', (greeting) => {
      const wantsPassword = greeting.subarray(2).includes(2);
      socket.write(Buffer.from([5, wantsPassword ? 2 : 0]));
      if (!wantsPassword) {
        socket.once('data', onConnect);
        return;
      }
      socket.once('data', (login) => {
        const userEnd = 2 + (login[1] ?? 0);
        credentials = `${login.subarray(2, userEnd)}:${login.subarray(userEnd + 1)}`;
        socket.write(Buffer.from([1, 0]));
        socket.once('data', onConnect);
      });
    });
  });
  return await listen(server, asked);
}

function readHost(request: Buffer): string {
  if (request[3] === 1) return request.subarray(4, 8).join('.');
  if (request[3] === 3) return `a name: ${request.subarray(5, -2)}`;
  return request.subarray(4, 20).toString('hex');
}

const portOf = (target: string) => Number(target.split(':').at(-1));

function join(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    from.pipe(to).on('error', () => from.destroy());
}

async function listen(server: Server, asked: LocalProxy['asked']): Promise<LocalProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, asked, close };
}
