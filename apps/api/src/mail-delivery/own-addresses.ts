import { parseSender } from '../platform/mail/one-address';

/** Where support is written to; null where it is reached otherwise. */
export function supportAddress(supportContact: string | null): string | null {
  return supportContact?.includes('@') && !supportContact.includes('/') ? supportContact.toLowerCase() : null;
}

/** The operator's own addresses, to which mail never stops (EML-5). */
export function ownAddresses(mailFrom: string, supportContact: string | null): string[] {
  const contact = supportAddress(supportContact);
  return [parseSender(mailFrom).address.toLowerCase(), ...(contact === null ? [] : [contact])];
}
