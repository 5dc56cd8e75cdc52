import { domainToASCII, domainToUnicode } from 'node:url';

export type AddressProblem = 'REQUIRED' | 'TOO_LONG' | 'INVALID_EMAIL';

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** The pattern of the WHATWG HTML standard, "valid e-mail address", with a dot in the domain. */
const LOCAL_PART = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const isLocalPart = (text: string) =>
  text.length <= LONGEST_LOCAL_PART && LOCAL_PART.test(text) && !text.startsWith('.') && !text.endsWith('.')
  && !text.includes('..');

/** The domain in ASCII; null where it is none. An address literal in brackets is none. */
function asciiDomain(text: string): string | null {
  const isPlain = /^[a-z0-9.-]*$/.test(text);
  const domain = isPlain ? text : domainToASCII(text);
  // What is not plain is handed to the URL standard's parser, which also accepts text that is no domain.
  if (!isPlain && (/[\s/\\:?#@[\]%<>^|"'(),;]/.test(text) || domain === '')) return null;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(last) ? domain : null;
}

/**
 * Reads an address as a person typed it (ADR-1, ADR-3): spaces around it are taken off, letters become lower case, a
 * Unicode domain becomes its A-label. A control character anywhere refuses, so that no address can smuggle a line.
 */
export function parseEmailAddress(input: string): { address: string } | { problem: AddressProblem } {
  if (CONTROL.test(input)) return { problem: 'INVALID_EMAIL' };
  const typed = input.replace(/^ +| +$/g, '').toLowerCase();
  if (typed === '') return { problem: 'REQUIRED' };
  if (typed.length > LONGEST_ADDRESS) return { problem: 'TOO_LONG' };
  const at = typed.lastIndexOf('@');
  const localPart = typed.slice(0, Math.max(at, 0));
  const domain = asciiDomain(typed.slice(at + 1));
  if (at < 1 || domain === null || !isLocalPart(localPart)) return { problem: 'INVALID_EMAIL' };
  const address = `${localPart}@${domain}`;
  return address.length > LONGEST_ADDRESS ? { problem: 'TOO_LONG' } : { address };
}

/** For people: an A-label is shown as the Unicode it stands for. */
export function displayEmailAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1)) || address.slice(at + 1)}`;
}
