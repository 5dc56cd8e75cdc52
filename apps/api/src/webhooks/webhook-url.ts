import { Invalid, Required, TooLong } from '../access/access.errors';
import type { OutgoingNetworks } from '../platform/outgoing/outgoing-networks';
import type { Refusal } from '../platform/refusal';

const LONGEST = 2048;
/** A parser of addresses takes these out or writes them otherwise, so that what was judged is not what would be kept. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** What speaks against an address at sight; where its name leads is looked at with every delivery. */
export function refusalOfUrl(text: string, networks: OutgoingNetworks): Refusal | null {
  if (text === '') return new Required('The address', 'url');
  if (text.length > LONGEST) return new TooLong('The address', LONGEST, 'url');
  if (UNPRINTABLE.test(text) || !URL.canParse(text)) return new Invalid('This is not a web address. Give one like https://example.org/usher.', 'url');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && networks.areAnyAllowed)) {
    return new Invalid('The address must begin with https://.', 'url');
  }
  if (url.username || url.password) return new Invalid('The address must not hold a user name or a password.', 'url');
  if (!networks.mayName(url)) return new Invalid('This address lies in a private network, which Usher does not reach into.', 'url');
  return null;
}
