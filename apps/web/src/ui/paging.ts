const PAGE_SIZE = 25;

export interface Sorted<Field extends string> {
  field: Field;
  direction: 'ASC' | 'DESC';
}

/** What the address says once a column is chosen: first upwards, chosen again downwards, from the first page on. */
export const sortedBy = <Field extends string>(by: Field, now: Sorted<Field>) =>
  ({ sort: by, direction: by === now.field && now.direction === 'ASC' ? 'DESC' : null, after: null, before: null });

/** What the API is asked for, from where the address says one is. */
export function pageVariables(after: string, before: string, size = PAGE_SIZE) {
  return before ? { last: size, before } : { first: size, after: after || null };
}
