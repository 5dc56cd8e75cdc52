/** Collects a statement's values while its text is put together; text itself never comes from outside. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Keeps the value and answers with its place, `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Joins those conditions that are there with AND. */
export function allOf(...conditions: (string | number | null | undefined | false)[]): string {
  return conditions.filter(Boolean).join(' AND ') || 'true';
}
