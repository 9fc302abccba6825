import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;
export type AddressRange = [Address, number];

/** What may be connected to: `allowed`, or the reason why not, as the end of a sentence. */
export type AddressVerdict = { kind: 'allowed' } | { kind: 'refused'; why: string };

const ALLOWED: AddressVerdict = { kind: 'allowed' };
const PUBLIC_PORTS = new Set([80, 443, 8080, 8443]);
/** RFC 4291 § 2.4 and the IANA registry: only 2000::/3 is assigned for global unicast. */
const GLOBAL_IPV6: AddressRange = ipaddr.parseCIDR('2000::/3');
/** Azure's metadata and DNS host: a public address that answers only from inside. */
const AZURE_METADATA = '168.63.129.16';

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
 * Whether an IP address and port may be connected to: a public address on a usual web port, or any port of an address
 * in `allowPrivate`. Private, local and translated addresses (IANA special-purpose registries, RFC 6890) are refused.
 */
export function judgeAddress(ip: string, port: number, allowPrivate: AddressRange[]): AddressVerdict {
  if (!ipaddr.isValid(ip)) return { kind: 'refused', why: `“${ip}” is no IP address` };
  // An IPv4-mapped address reaches the IPv4 host, so that host is judged.
  const address = ipaddr.process(ip);
  if (allowPrivate.some((range) => isWithin(address, range))) return ALLOWED;

  const range = nameRange(address);
  if (range !== null) return { kind: 'refused', why: `${ip} is a ${range} address` };
  if (!PUBLIC_PORTS.has(port)) {
    return { kind: 'refused', why: `port ${port} is none of ${[...PUBLIC_PORTS].join(', ')}` };
  }
  return ALLOWED;
}

function isWithin(address: Address, [base, bits]: AddressRange): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

/** The name of the special range that an address lies in; `null` for a public one. */
function nameRange(address: Address): string | null {
  if (address.toString() === AZURE_METADATA) return 'cloud metadata';
  const range = address.range();
  if (range !== 'unicast') return range.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  if (address.kind() === 'ipv6' && !isWithin(address, GLOBAL_IPV6)) return 'non-global';
  return null;
}
