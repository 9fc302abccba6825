/** A proxy that requests go through. */
export type ProxyAddress = {
  kind: 'http' | 'socks5';
  host: string;
  port: number;
  username: string;
  password: string;
};

const DEFAULT_PORTS: Record<string, number> = { http: 80, socks5: 1080 };

/** The proxy of an address such as `http://proxy.example.org:3128` or `socks5://user:password@10.0.0.1`; `null` when it is none. */
export function parseProxy(address: string): ProxyAddress | null {
  const url = URL.parse(address);
  const [, kind] = /^(http|socks5):$/.exec(url?.protocol ?? '') ?? [];
  if (url === null || kind === undefined || url.hostname === '' || !/^\/?$/.test(url.pathname)) return null;
  const [username, password] = [decode(url.username), decode(url.password)];
  if (url.search !== '' || url.hash !== '' || username === null || password === null) return null;
  return {
    kind: kind === 'http' ? 'http' : 'socks5',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (DEFAULT_PORTS[kind] ?? 0) : Number(url.port),
    username,
    password,
  };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
