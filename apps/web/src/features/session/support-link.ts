/** A mail to support that begins with the page and the request one may have to speak of, or the page of support, told both (SUP-5). */
export function supportLink(contact: string, page: string, requestId: string | null): string {
  if (/^https?:/.test(contact)) {
    const url = new URL(contact);
    url.searchParams.set('page', page);
    if (requestId) url.searchParams.set('request', requestId);
    return url.href;
  }
  const body = [`Page: ${page}`, ...(requestId ? [`Request: ${requestId}`] : []), '', ''].join('\r\n');
  return `mailto:${contact}?subject=${encodeURIComponent(`Usher: ${page}`)}&body=${encodeURIComponent(body)}`;
}
