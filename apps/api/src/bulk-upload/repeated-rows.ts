/** Finds the rows that are about one person in one project space: every such row is a problem (UPL-7). */
export class RepeatedRows {
  private readonly first = new Map<string, number>();
  private readonly found = new Set<number>();

  /** `person` is the account, else the address: both addresses of an account are one person (ADR-2). */
  add(number: number, projectSpaceId: string, person: string): void {
    const key = `${projectSpaceId}/${person}`;
    const first = this.first.get(key);
    if (first === undefined) this.first.set(key, number);
    else this.found.add(first).add(number);
  }

  numbers(): number[] {
    return [...this.found];
  }
}
