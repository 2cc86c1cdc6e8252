import ipaddr from 'ipaddr.js';

/**
 * What an address is to an outgoing request: `public` may always be connected to, `private` where the policy allows private
 * networks, `forbidden` never.
 */
export type AddressClass = 'public' | 'private' | 'forbidden';

/** Clouds hand credentials to whoever asks at these; the first is an ordinary public address, others lie in private ranges. */
const METADATA: ReadonlySet<string> = new Set([
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  'fd00:42::42',
]);

const PRIVATE_RANGES: ReadonlySet<string> = new Set([
  'private',
  'loopback',
  'carrierGradeNat',
  'uniqueLocal',
]);
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];

/**
 * The class of a textual IPv4 or IPv6 address. Addresses that carry an IPv4 address (mapped, NAT64) are judged by it; 6to4, Teredo
 * and the other tunnels, which no server needs to be reached by, are forbidden, and so is what is no address.
 */
export function addressClass(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return 'forbidden';
  const parsed = ipaddr.parse(address);
  return parsed.kind() === 'ipv4' ? ofIpv4(parsed as ipaddr.IPv4) : ofIpv6(parsed as ipaddr.IPv6);
}

/** Whether a policy lets a connection go to this address. */
export function mayConnect(address: string, { allowPrivate }: { readonly allowPrivate: boolean }): boolean {
  const found = addressClass(address);
  return found === 'public' || (found === 'private' && allowPrivate);
}

function ofIpv4(address: ipaddr.IPv4): AddressClass {
  if (METADATA.has(address.toString())) return 'forbidden';
  return ofRange(address.range());
}

function ofIpv6(address: ipaddr.IPv6): AddressClass {
  // A zone names an interface of this machine: only link-local addresses have a use for one.
  if (address.zoneId || METADATA.has(address.toString())) return 'forbidden';
  if (address.isIPv4MappedAddress()) return ofIpv4(address.toIPv4Address());
  if (address.match(NAT64)) return ofIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  const range = address.range();
  // All that is not yet given out lies outside 2000::/3, the deprecated ::127.0.0.1 too.
  if (range === 'unicast' && !address.match(GLOBAL_UNICAST)) return 'forbidden';
  return ofRange(range);
}

function ofRange(range: string): AddressClass {
  if (range === 'unicast') return 'public';
  return PRIVATE_RANGES.has(range) ? 'private' : 'forbidden';
}
