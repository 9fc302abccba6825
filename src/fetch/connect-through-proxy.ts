import { request } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { buildConnector } from 'undici';
import { type Guard, guardConnections, lookUpAllowed, portOf } from './guard-connections.ts';
import type { ProxyAddress } from './parse-proxy.ts';
import { RequestFailure } from './request-failure.ts';

/**
 * A connector for undici that reaches allowed addresses through a proxy. Names are looked up and judged here, and the
 * proxy is asked for the address that was judged, so that it gives no way round; TLS is spoken with the site itself.
 * The proxy's own address must be allowed too, on whatever port it has.
 */
export function connectThroughProxy(
  proxy: ProxyAddress,
  guard: Guard,
  connectTimeoutMs: number,
): buildConnector.connector {
  const dial = guardConnections({ ...guard, ports: 'any' }, connectTimeoutMs);
  const secure = buildConnector({ timeout: connectTimeoutMs, allowH2: false, rejectUnauthorized: true });
  return (options, callback) => {
    openTunnel(proxy, guard, dial, options, connectTimeoutMs).then(
      (socket) => {
        if (options.protocol === 'https:') secure({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function openTunnel(
  proxy: ProxyAddress,
  guard: Guard,
  dial: buildConnector.connector,
  { hostname, protocol, port: portText }: buildConnector.Options,
  timeoutMs: number,
): Promise<Socket> {
  const port = portOf(protocol, portText);
  const addresses = await lookUpAllowed(hostname, port, guard);
  // Nobody knows whether the proxy has IPv6.
  const target = addresses.find(({ family }) => family === 4) ?? addresses[0];
  if (target === undefined) throw new Error(`${hostname} passed the guard without an address`);
  const socket = await reach(dial, proxy);
  const timer = setTimeout(() => socket.destroy(failed(proxy, 'did not answer in time')), timeoutMs);
  try {
    const ask = proxy.kind === 'http' ? askHttpProxy : askSocksProxy;
    return await ask(proxy, socket, target.address, port);
  } catch (error) {
    socket.destroy();
    throw error instanceof RequestFailure ? error : failed(proxy, 'broke off', error);
  } finally {
    clearTimeout(timer);
  }
}

async function reach(dial: buildConnector.connector, { host, port }: ProxyAddress): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    dial({ hostname: host, host, protocol: 'http:', port: String(port) }, (error, socket) => {
      // undici gives no second argument with an error.
      if (error === null && socket !== null) return resolve(socket);
      const why = error instanceof RequestFailure ? error.message : `it could not be reached (${error?.message})`;
      reject(new RequestFailure('proxy', `The proxy ${host}:${port} cannot be used: ${why}`, error));
    });
  });
}

/** CONNECT (RFC 9110 § 9.3.6). */
async function askHttpProxy(proxy: ProxyAddress, socket: Socket, ip: string, port: number): Promise<Socket> {
  const authority = `${isIPv6(ip) ? `[${ip}]` : ip}:${port}`;
  const headers: Record<string, string> = { host: authority };
  if (proxy.username !== '' || proxy.password !== '') {
    const credentials = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
    headers['proxy-authorization'] = `Basic ${credentials}`;
  }
  return await new Promise((resolve, reject) => {
    const asked = request({ method: 'CONNECT', path: authority, headers, createConnection: () => socket });
    asked.once('error', reject);
    asked.once('connect', ({ statusCode = 0 }, tunnel, head) => {
      if (statusCode < 200 || statusCode > 299) return reject(refused(proxy, authority, statusCode));
      if (head.length > 0) tunnel.unshift(head);
      resolve(tunnel as Socket);
    });
    asked.end();
  });
}

/** RFC 1928, with user name and password by RFC 1929. */
async function askSocksProxy(proxy: ProxyAddress, socket: Socket, ip: string, port: number): Promise<Socket> {
  const { host, username, password } = proxy;
  const credentials = username === '' && password === '' ? {} : { userId: username, password };
  const connected = SocksClient.createConnection({
    proxy: { host, port: proxy.port, type: 5, ...credentials },
    command: 'connect',
    destination: { host: ip, port },
    existing_socket: socket,
  });
  return await connected.then(
    ({ socket: tunnel }) => tunnel,
    (error: Error) => {
      throw failed(proxy, `did not let us through to ${ip}:${port} (${error.message})`, error);
    },
  );
}

function refused(proxy: ProxyAddress, authority: string, status: number): RequestFailure {
  const what =
    status === 407 ? 'asks for other credentials (407)' : `did not let us through to ${authority} (${status})`;
  return failed(proxy, what);
}

function failed({ host, port }: ProxyAddress, what: string, cause?: unknown): RequestFailure {
  const reason = `The proxy ${host}:${port} ${what}; check fetch.proxy of the source.`;
  return new RequestFailure('proxy', reason, cause);
}
