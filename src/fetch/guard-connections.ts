import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressRange, judgeAddress } from './judge-address.ts';
import { RequestFailure } from './request-failure.ts';

type LookupCallback = Parameters<LookupFunction>[2];

/**
 * A connector for undici that reaches allowed addresses only. The address is judged in the lookup of the connection
 * itself, so what was judged is what is connected to: a name that resolves differently a moment later gains nothing.
 */
export function guardConnections(allowPrivate: AddressRange[], connectTimeoutMs: number): buildConnector.connector {
  const connectors = new Map<number, buildConnector.connector>();
  const connectorOf = (port: number): buildConnector.connector => {
    const known = connectors.get(port);
    if (known !== undefined) return known;
    const made = buildConnector({
      timeout: connectTimeoutMs,
      allowH2: false,
      rejectUnauthorized: true,
      lookup: guardLookup(port, allowPrivate),
    });
    connectors.set(port, made);
    return made;
  };

  return (options, callback) => {
    const port = portOf(options.protocol, options.port);
    // A literal address is connected to without any lookup.
    const failure = isIP(options.hostname) === 0 ? null : judgeHost(options.hostname, port, allowPrivate);
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
export function judgeHost(ip: string, port: number, allowPrivate: AddressRange[]): RequestFailure | null {
  const verdict = judgeAddress(ip, port, allowPrivate);
  return verdict.kind === 'allowed' ? null : refuse(ip, port, verdict.why);
}

function refuse(host: string, port: number, why: string): RequestFailure {
  return new RequestFailure(
    'refused-address',
    `${host}:${port} is not fetched: ${why}; add its range to network.allowPrivate if that is meant.`,
  );
}

function guardLookup(port: number, allowPrivate: AddressRange[]): LookupFunction {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => judgeAddress(address, port, allowPrivate).kind === 'allowed');
      const first = allowed[0];
      if (first === undefined) return callback(refuse(hostname, port, explain(found, port, allowPrivate)), '', 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function explain(found: LookupAddress[], port: number, allowPrivate: AddressRange[]): string {
  const first = found[0];
  if (first === undefined) return 'its name has no address';
  const verdict = judgeAddress(first.address, port, allowPrivate);
  return verdict.kind === 'refused' ? verdict.why : 'it has no allowed address';
}
