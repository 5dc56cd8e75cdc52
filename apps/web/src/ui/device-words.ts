import { parse } from 'bowser';

/** A device as people know it, such as "Firefox, Linux"; null where it does not tell. */
export function deviceWords(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  const { browser, os } = parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(', ') || null;
}
