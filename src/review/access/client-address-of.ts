import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import { isLoopback } from '../guard-host.ts';

/**
 * Where a request comes from, to count guesses by: of a proxy on this machine, whom that names last; of IPv6 the
 * network (/64), within which one visitor has as many addresses as it likes. Empty where it cannot be told.
 */
export function clientAddressOf(c: Context): string {
  const direct = readAddress(c);
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  const address = direct !== '' && isLoopback(direct) && forwarded !== undefined ? forwarded : direct;
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}

/** A request that came over no connection, as in a test, has no address. */
function readAddress(c: Context): string {
  const env = c.env as { incoming?: unknown; server?: unknown } | undefined;
  if (env?.incoming === undefined && env?.server === undefined) return '';
  return getConnInfo(c).remote.address ?? '';
}
