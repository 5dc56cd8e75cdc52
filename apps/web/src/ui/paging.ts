const PAGE_SIZE = 25;

/** What the API is asked for, from where the address says one is. */
export function pageVariables(after: string, before: string, size = PAGE_SIZE) {
  return before ? { last: size, before } : { first: size, after: after || null };
}
