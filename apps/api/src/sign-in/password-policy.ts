import { dictionary } from '@zxcvbn-ts/language-common';

export interface PersonWords {
  username: string;
  email: string;
  firstName: string;
  lastName: string;
}

const SHORTEST = 8;
const LONGEST = 256;
const COMMON = 3_000;
const PRODUCT = 'usher';

/** The list is in order of how often each was seen in published breaches. */
const commonPasswords = new Set(
  dictionary['passwords-common'].map((word) => String(word).toLowerCase()).filter((word) => word.length >= SHORTEST)
    .slice(0, COMMON));

function wordsOf({ username, email, firstName, lastName }: PersonWords): Set<string> {
  const addresses = [username, email].flatMap((address) => [address, address.slice(0, address.lastIndexOf('@'))]);
  const names = [firstName, lastName, `${firstName} ${lastName}`, `${firstName}${lastName}`, `${lastName}${firstName}`];
  return new Set([...addresses, ...names].map((word) => word.trim().toLowerCase()));
}

/** Why a password cannot be used, in plain words, or null (SIG-1): length, and what anybody would try first. */
export function refusalOfPassword(password: string, person: PersonWords): string | null {
  const { length } = Array.from(password);
  if (length < SHORTEST) return `A password has at least ${SHORTEST} characters. A few words in a row are easy to remember.`;
  if (length > LONGEST) return `A password has at most ${LONGEST} characters.`;
  const folded = password.toLowerCase();
  if (commonPasswords.has(folded)) return 'This password is one of the most common ones, which are tried first. Choose another.';
  if (wordsOf(person).has(folded) || folded === PRODUCT) {
    return 'A password cannot be your name, your address or the name of this product. Choose another.';
  }
  return null;
}
