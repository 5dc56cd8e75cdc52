import ipaddr from 'ipaddr.js';

const NETWORK_BYTES = 8;

/** Whom failures from an address count against: of IPv6 the whole network, which a client has at its disposal. */
export function clientOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.fromByteArray(parsed.toByteArray().fill(0, NETWORK_BYTES)).toString();
}
