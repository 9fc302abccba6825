import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressRange, type AddressVerdict, judgeAddress, judgePort } from './judge-address.ts';
import { RequestFailure } from './request-failure.ts';

type LookupCallback = Parameters<LookupFunction>[2];

/** What decides where connections may go. */
export type Guard = {
  allowPrivate: AddressRange[];
  /** How names are looked up; the system's way where none is given. */
  lookup?: LookupFunction | undefined;
  /** `web`: the usual ports of the web at public addresses; `any`: what an administrator named, such as a proxy. */
  ports: 'web' | 'any';
};

/**
 * A connector for undici that reaches allowed addresses only. The address is judged in the lookup of the connection
 * itself, so what was judged is what is connected to, and stays so for as long as the connection is kept: a name that
 * resolves differently a moment later gains nothing.
 */
export function guardConnections(guard: Guard, connectTimeoutMs: number): buildConnector.connector {
  const connectors = new Map<number, buildConnector.connector>();
  const connectorOf = (port: number): buildConnector.connector => {
    const known = connectors.get(port);
    if (known !== undefined) return known;
    const made = buildConnector({
      timeout: connectTimeoutMs,
      allowH2: false,
      rejectUnauthorized: true,
      lookup: guardLookup(port, guard),
    });
    connectors.set(port, made);
    return made;
  };

  return (options, callback) => {
    const port = portOf(options.protocol, options.port);
    // A literal address is connected to without any lookup.
    const failure = isIP(options.hostname) === 0 ? null : judgeHost(options.hostname, port, guard);
    if (failure !== null) callback(failure, null);
    else connectorOf(port)(options, callback);
  };
}

/** The port that a URL's scheme and port come to: an empty port is the scheme's own. */
export function portOf(protocol: string, port: string): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Why an IP address must not be connected to, `null` when it may. */
export function judgeHost(ip: string, port: number, guard: Guard): RequestFailure | null {
  const verdict = judge(ip, port, guard);
  return verdict.kind === 'refused' ? refuse(ip, port, verdict.why) : null;
}

/**
 * The addresses of a name (or the one of a literal address) that may be connected to.
 * @throws RequestFailure `refused-address`; whatever the lookup throws.
 */
export async function lookUpAllowed(hostname: string, port: number, guard: Guard): Promise<LookupAddress[]> {
  return await new Promise((resolve, reject) => {
    guardLookup(port, guard)(hostname, { all: true }, (error, found) => {
      if (error !== null) reject(error);
      else resolve(found as LookupAddress[]);
    });
  });
}

function guardLookup(port: number, guard: Guard): LookupFunction {
  const lookup = guard.lookup ?? (dnsLookup as LookupFunction);
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const found = Array.isArray(addresses) ? addresses : [];
      const allowed = chooseAllowed(found, port, guard);
      const first = allowed.addresses[0];
      if (first === undefined) return callback(refuse(hostname, port, allowed.why), '', 0);
      if (options.all === true) callback(null, allowed.addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Of a name's addresses, those that may be connected to; and why not, where there are none. One that must not be spoils
 * all public ones: no honest name has both, and a later connection might get the other. Private ones that were allowed
 * expressly (`localhost` as 127.0.0.1, without ::1) are what the administrator meant.
 */
function chooseAllowed(
  found: LookupAddress[],
  port: number,
  guard: Guard,
): { addresses: LookupAddress[]; why: string } {
  const judged = found.map((one) => ({ one, verdict: judge(one.address, port, guard) }));
  const refused = judged.find(({ verdict }) => verdict.kind === 'refused')?.verdict;
  const why = refused?.kind === 'refused' ? refused.why : 'its name has no address';
  const wanted = judged.filter(({ verdict }) => verdict.kind === 'allowed' || refused === undefined);
  const isMixed = refused !== undefined && judged.some(({ verdict }) => verdict.kind === 'public');
  return { addresses: isMixed ? [] : wanted.map(({ one }) => one), why };
}

function judge(ip: string, port: number, { allowPrivate, ports }: Guard): AddressVerdict {
  const verdict = judgeAddress(ip, allowPrivate);
  return ports === 'any' ? verdict : judgePort(port, verdict);
}

function refuse(host: string, port: number, why: string): RequestFailure {
  return new RequestFailure(
    'refused-address',
    `${host}:${port} is not fetched: ${why}; add its range to network.allowPrivate if that is meant.`,
  );
}
