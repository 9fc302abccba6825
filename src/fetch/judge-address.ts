import ipaddr from 'ipaddr.js';
import { listEmbeddedAddresses } from './list-embedded-addresses.ts';

type Address = ReturnType<typeof ipaddr.parse>;
export type AddressRange = [Address, number];

/**
 * What may be connected to: a `public` address; a private one that `network.allowPrivate` `allowed`; or the reason why
 * not, as the end of a sentence.
 */
export type AddressVerdict = { kind: 'public' } | { kind: 'allowed' } | { kind: 'refused'; why: string };

const PUBLIC_PORTS = new Set([80, 443, 8080, 8443]);
/** RFC 4291 § 2.4 and the IANA registry: only 2000::/3 is assigned for global unicast. */
const GLOBAL_IPV6: AddressRange = ipaddr.parseCIDR('2000::/3');
/**
 * Hosts of clouds that hand out credentials to whoever asks from inside. Most are at private addresses, and refused by
 * their range; this one, of Azure, is at a public one.
 */
const METADATA = new Set(['168.63.129.16']);

/**
 * The ranges of `network.allowPrivate` (CIDRs or single addresses), ready for judging.
 * @throws RangeError when one is not an address range.
 */
export function parseAddressRanges(cidrs: string[]): AddressRange[] {
  return cidrs.map((cidr) => {
    if (ipaddr.isValidCIDR(cidr)) return ipaddr.parseCIDR(cidr);
    if (!ipaddr.isValid(cidr)) {
      throw new RangeError(
        `network.allowPrivate: “${cidr}” is no address range; write it like 127.0.0.0/8 or ::1/128.`,
      );
    }
    const address = ipaddr.parse(cidr);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

/**
 * Whether an IP address may be connected to: a public one, or one in `allowPrivate`. Private, local and reserved ones
 * (the IANA special-purpose registries, RFC 6890) are refused, and so are those that reach an IPv4 host through a
 * translator or tunnel: where `allowPrivate` opens these, the IPv4 host is judged in its turn.
 */
export function judgeAddress(ip: string, allowPrivate: AddressRange[]): AddressVerdict {
  if (!ipaddr.isValid(ip)) return { kind: 'refused', why: `“${ip}” is no IP address` };
  // An IPv4-mapped address reaches the IPv4 host, so that host is judged.
  const address = ipaddr.process(ip);
  const range = nameRange(address);
  const isAllowed = allowPrivate.some((one) => isWithin(address, one));
  if (range !== null && !isAllowed) return { kind: 'refused', why: `${ip} is a ${range} address` };
  const embedded = address instanceof ipaddr.IPv6 ? listEmbeddedAddresses(address) : [];
  const verdicts = embedded.map((one) => judgeAddress(one.toString(), allowPrivate));
  const refused = verdicts.find((verdict) => verdict.kind === 'refused');
  if (refused !== undefined) return { kind: 'refused', why: `${ip} leads to another: ${refused.why}` };
  return isAllowed && verdicts.every(({ kind }) => kind === 'allowed') ? { kind: 'allowed' } : { kind: 'public' };
}

/** Whether a port may be connected to at an address of this verdict: a usual web port, or any where that was allowed expressly. */
export function judgePort(port: number, verdict: AddressVerdict): AddressVerdict {
  if (verdict.kind !== 'public' || PUBLIC_PORTS.has(port)) return verdict;
  return { kind: 'refused', why: `port ${port} is none of ${[...PUBLIC_PORTS].join(', ')}` };
}

function isWithin(address: Address, [base, bits]: AddressRange): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

/** The name of the special range that an address lies in; `null` for a public one. */
function nameRange(address: Address): string | null {
  if (METADATA.has(address.toString())) return 'cloud metadata';
  const range = address.range();
  if (range !== 'unicast') return range.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  if (address.kind() === 'ipv6' && !isWithin(address, GLOBAL_IPV6)) return 'non-global';
  return null;
}
