export interface RefusalDetails {
  /** Path into the input, as in the contract's `UserError.field`. */
  field?: string[];
  /** Seconds until another try makes sense. */
  retryAfter?: number;
}

/** An expected "no": it carries a stable code and becomes a `userError`, never a fault. */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  readonly field: string[] | null;
  readonly retryAfter: number | null;

  constructor(message: string, { field, retryAfter }: RefusalDetails = {}) {
    super(message);
    this.field = field ?? null;
    this.retryAfter = retryAfter ?? null;
  }
}

/** Refusals of different fields, reported together (ACC-2). */
class Refusals extends Error {
  constructor(readonly all: Refusal[]) {
    super(all.map((refusal) => refusal.message).join(' '));
  }
}

/** Runs each check, and throws what they refused, if anything, all at once. */
export function refuseTogether(...refusals: (Refusal | null | undefined)[]): void {
  const found = refusals.filter((refusal) => refusal !== null && refusal !== undefined);
  if (found.length > 0) throw new Refusals(found);
}

/** A refusal as data, as the contract shows it. */
export interface RefusalRecord {
  code: string;
  message: string;
  field: string[] | null;
  retryAfter: number | null;
}

function refusalsIn(error: unknown): Refusal[] {
  if (error instanceof Refusals) return error.all;
  if (error instanceof Refusal) return [error];
  throw error;
}

/** The refusals in a thrown error. Anything else is a fault, and is thrown on. */
export function refusalRecords(error: unknown): RefusalRecord[] {
  return refusalsIn(error).map(({ code, message, field, retryAfter }) => ({ code, message, field, retryAfter }));
}
