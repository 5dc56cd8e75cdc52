import { parseSender } from '../platform/mail/one-address';

/** The operator's own addresses, to which mail never stops (EML-5). */
export function ownAddresses(mailFrom: string, supportContact: string | null): string[] {
  const contact = supportContact?.includes('@') && !supportContact.includes('/') ? [supportContact] : [];
  return [parseSender(mailFrom).address, ...contact].map((address) => address.toLowerCase());
}
