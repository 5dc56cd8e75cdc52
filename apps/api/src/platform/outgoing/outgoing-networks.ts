import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const DNS_TIMEOUT_MS = 2_000;
const DNS_TRIES = 2;
/** Of IPv6 only this is handed out to the public; all else is local, reserved or leads into IPv4. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

export class ForbiddenNetwork extends Error {}

/** Asks DNS without blocking the threads that file and password work need; the names in /etc/hosts are not for tenants. */
async function resolve(hostname: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (found.length === 0) throw new Error(`The name ${hostname} is not known.`);
  return found;
}

const literal = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST));
}

/** Which addresses requests to places that tenants name may go to: the public internet, and networks the operator allows. */
export class OutgoingNetworks {
  private readonly allowed: [Address, number][];

  constructor(allowed: string[], private readonly resolveName = resolve) {
    this.allowed = allowed.map((network) => ipaddr.parseCIDR(network));
  }

  get areAnyAllowed(): boolean {
    return this.allowed.length > 0;
  }

  /** Without encryption only into networks that were allowed. IPv4 mapped into IPv6 counts as what it is. */
  mayReach(text: string, protocol: string): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    const isAllowed = this.allowed.some(
      ([network, bits]) => network.kind() === address.kind() && address.match([network, bits] as never));
    return isAllowed || (protocol === 'https:' && isPublic(address));
  }

  /** Whether an address that is a number may be reached; a name is judged when it is resolved. */
  mayName(url: URL): boolean {
    return isIP(literal(url)) === 0 || this.mayReach(literal(url), url.protocol);
  }

  /** Resolves a name for the connection itself, so that no other answer can come between the look and the reach. */
  lookupFor(url: URL): LookupFunction {
    return (hostname, options, done) => {
      this.resolveName(hostname).then((found) => {
        const reachable = found.filter((address) => this.mayReach(address, url.protocol));
        const [first] = reachable;
        if (first === undefined) return done(new ForbiddenNetwork('The name leads into a private network.'), []);
        if (options.all) return done(null, reachable.map((address) => ({ address, family: isIP(address) })));
        return done(null, first, isIP(first));
      }, (error: Error) => done(error, []));
    };
  }
}
