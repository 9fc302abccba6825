import ipaddr from 'ipaddr.js';

type IPv4 = InstanceType<typeof ipaddr.IPv4>;
type IPv6 = InstanceType<typeof ipaddr.IPv6>;

/**
 * The IPv4 addresses that an IPv6 address carries in it, by which a translator or tunnel on the way would find its
 * goal: mapped and compatible (RFC 4291 § 2.5.5), translated (RFC 2765, RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380:
 * server, and the client with its bits turned over) and ISATAP (RFC 5214).
 */
export function listEmbeddedAddresses(address: IPv6): IPv4[] {
  const bytes = address.toByteArray();
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = address.parts;
  const found: IPv4[] = [];
  const take = (...parts: number[]) => found.push(new ipaddr.IPv4(parts));
  const last = bytes.slice(12);

  const isTranslated = a === 0x64 && b === 0xff9b;
  const isNothingBefore = (a | b | c | d | f) === 0 && (e === 0 || e === 0xffff);
  if (isTranslated || isNothingBefore) take(...last);
  // RFC 8215 leaves it to the network how long its prefix is: 96 bits, as above, or 48 (RFC 6052 § 2.2).
  if (isTranslated && c === 1) take(...bytes.slice(6, 8), ...bytes.slice(9, 11));
  if (a === 0x2002) take(...bytes.slice(2, 6));
  if (a === 0x2001 && b === 0) {
    take(...bytes.slice(4, 8));
    take(...last.map((byte) => byte ^ 0xff));
  }
  if ((e === 0 || e === 0x200) && f === 0x5efe) take(g >> 8, g & 0xff, h >> 8, h & 0xff);
  // Nothing but zeros is nothing: ::1 is no IPv4 address in a coat.
  return found.filter((one) => one.range() !== 'unspecified');
}
