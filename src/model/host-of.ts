/**
 * The host that a URL asks, as politeness knows it: one name (or address) and port. What stands for the same server is
 * one host: `http` and `https` at their own ports, a name with `www.` before it and without, with a dot at its end, and
 * an IPv4 address written as IPv6. Other names of a paper (`static.`, `rss.`) mostly stand for other machines, and one
 * address may serve a thousand papers: they are hosts of their own.
 */
export function hostOf(url: URL | string): string {
  const { hostname, port } = new URL(url);
  const name = unmapAddress(hostname.replace(/\.$/, '')).replace(/^www\.(?=[^.]+\.)/, '');
  return port === '' || port === '80' || port === '443' ? name : `${name}:${port}`;
}

/** `[::ffff:7f00:1]` is 127.0.0.1 (RFC 4291 § 2.5.5.2), in the spelling of the URL standard. */
function unmapAddress(hostname: string): string {
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname;
  const bits = [high, low].map((part) => Number.parseInt(part, 16));
  return bits.flatMap((part) => [part >> 8, part & 255]).join('.');
}
