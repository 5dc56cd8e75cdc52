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
export class Refusals extends Error {
  constructor(readonly all: Refusal[]) {
    super(all.map((refusal) => refusal.message).join(' '));
  }
}

/** Runs each check, and throws what they refused, if anything, all at once. */
export function refuseTogether(...refusals: (Refusal | null | undefined)[]): void {
  const found = refusals.filter((refusal) => refusal !== null && refusal !== undefined);
  if (found.length > 0) throw new Refusals(found);
}

export function refusalsIn(error: unknown): Refusal[] | null {
  if (error instanceof Refusals) return error.all;
  if (error instanceof Refusal) return [error];
  return null;
}
