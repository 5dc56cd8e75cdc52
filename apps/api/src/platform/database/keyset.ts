import { badUserInput } from '../graphql/faults';

export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Where a page begins: the sort value and id of the row beside it. */
export interface Position {
  value: string | null;
  id: string;
}

export interface PageRequest {
  limit: number;
  /** Read from the end of the list. */
  backward: boolean;
  from: Position | null;
}

export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 200;

function sizeOf({ first, last }: PageArguments): number {
  if (first != null && last != null) throw badUserInput('Ask for `first` or `last`, not both.');
  const size = first ?? last ?? DEFAULT_SIZE;
  if (size < 1) throw badUserInput('A page has at least 1 item.');
  if (size > LARGEST_SIZE) throw badUserInput(`A page has at most ${LARGEST_SIZE} items.`);
  return size;
}

/** A cursor tells which list and order it belongs to, so that a foreign one is refused (ACC-3). */
export function cursorOf(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, position.value, position.id])).toString('base64url');
}

function positionOf(list: string, cursor: string): Position {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3) {
      const [tag, value, id] = parts as unknown[];
      const isValue = typeof value === 'string' || value === null;
      if (tag === list && isValue && typeof id === 'string' && isUuid(id)) return { value, id };
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw badUserInput('This cursor is not one of this list.');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids arrive as any text; what is no UUID is simply not found, and never reaches the database. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

export function pageRequest(list: string, page: PageArguments): PageRequest {
  const limit = sizeOf(page);
  const backward = page.last != null || (page.first == null && page.before != null);
  if (page.after != null && page.before != null) throw badUserInput('Ask for `after` or `before`, not both.');
  if (backward && page.after != null) throw badUserInput('`last` goes with `before`.');
  if (!backward && page.before != null) throw badUserInput('`first` goes with `after`.');
  const cursor = backward ? page.before : page.after;
  return { limit, backward, from: cursor == null ? null : positionOf(list, cursor) };
}

/** Rows come in reading order with one more than asked for, which tells whether the list goes on. */
export function pageOf<Row>(rows: Row[], { limit, backward, from }: PageRequest): Page<Row> {
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (backward) page.reverse();
  return {
    rows: page,
    hasNextPage: backward ? from !== null : more,
    hasPreviousPage: backward ? more : from !== null,
  };
}
