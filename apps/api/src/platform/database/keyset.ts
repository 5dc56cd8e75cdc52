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

const DAY = /^(?!0000)\d{4}-\d\d-\d\d$/;
/** As PostgreSQL writes it in any time zone. */
const TIME = /^[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4])(:[0-5]\d){0,2})$/;
/** U+0000 and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u;
const DAY_LENGTH = '2026-11-24'.length;

function isDay(text: string): boolean {
  const day = new Date(text);
  return DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const IS_OF_TYPE = {
  text: (value: string) => !UNSTORABLE.test(value),
  // What never came to pass sorts as the first of all days.
  date: (value: string) => value === '-infinity' || isDay(value),
  timestamptz: (value: string) => isDay(value.slice(0, DAY_LENGTH)) && TIME.test(value.slice(DAY_LENGTH)),
};

/** What a list is sorted by, and so what the value of its cursors is. */
export type CursorType = keyof typeof IS_OF_TYPE;

const foreignCursor = () => badUserInput('This cursor is not one of this list.');

/** Whoever can write a cursor can write anything into it: what the database could not read never reaches it (ACC-3). */
export function refuseForeignValue({ value }: Position, type: CursorType): void {
  if (value !== null && !IS_OF_TYPE[type](value)) throw foreignCursor();
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
  throw foreignCursor();
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
