import { parse } from 'bowser';

/** A device as people know it, such as "Firefox, Linux"; null where its user agent does not tell. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(', ') || null;
}
