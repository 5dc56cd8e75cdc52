import { type CursorType, type PageRequest, refuseForeignValue } from './keyset';
import type { Parameters } from './parameters';

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

/** How a list is sorted: expressions from an enum only, the last of them the id. */
export interface Ordering {
  /** The expression that a cursor carries as text, and its type for reading it back. */
  expression: string;
  type: CursorType;
  id: string;
  direction: SortDirection;
}

/** The ORDER BY of a page, and the condition under which rows lie beyond its cursor. */
export function keysetOf({ expression, type, id, direction }: Ordering, request: PageRequest, parameters: Parameters) {
  const ascending = (direction === SortDirection.ASC) !== request.backward;
  const order = ascending ? 'ASC' : 'DESC';
  if (request.from) refuseForeignValue(request.from, type);
  const beyond = request.from && `(${expression}, ${id}) ${ascending ? '>' : '<'} `
    + `(${parameters.add(request.from.value)}::${type}, ${parameters.add(request.from.id)}::uuid)`;
  return { beyond, orderBy: `${expression} ${order}, ${id} ${order}` };
}
