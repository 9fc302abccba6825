import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

// Loaded before a daemon: names below .localhost are this machine, whatever its resolver thinks of them (RFC 6761
// § 6.3 asks for it, and not all do it).
const { lookup } = dns;
const resolve = (...given: Parameters<typeof lookup>) => {
  const [hostname, ...rest] = given;
  Reflect.apply(lookup, dns, [hostname.endsWith('.localhost') ? '127.0.0.1' : hostname, ...rest]);
};
dns.lookup = Object.assign(resolve, lookup) as typeof lookup;
syncBuiltinESMExports();
