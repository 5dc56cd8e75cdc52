/** A mail to support with the page filled in, or the page of support. */
export function supportLink(contact: string, page: string): string {
  if (/^https?:/.test(contact)) return contact;
  return `mailto:${contact}?subject=${encodeURIComponent(`Usher: ${page}`)}`;
}
