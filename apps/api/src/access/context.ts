import DataLoader from 'dataloader';
import type { Actor } from './actor';

/** The cookies a request brought, and those its answer sets. */
export interface CookieJar {
  get(name: string): string | undefined;
  set(name: string, value: string, maxAgeSeconds: number): void;
  clear(name: string): void;
}

/** What every resolver is handed: who asks, their cookies, and look-ups batched for this one request. */
export class RequestContext {
  private readonly loaders = new Map<unknown, unknown>();

  /** `client` is whom failures count against. */
  constructor(public actor: Actor, readonly cookies: CookieJar, readonly client: string) {}

  /** One loader per request and batch function, or per `name` where the function is made anew each time. */
  loader<Value>(
    batch: (keys: readonly string[]) => Promise<(Value | null)[]>, name: unknown = batch,
  ): DataLoader<string, Value | null> {
    const known = this.loaders.get(name) as DataLoader<string, Value | null> | undefined;
    if (known) return known;
    const made = new DataLoader<string, Value | null>(batch);
    this.loaders.set(name, made);
    return made;
  }
}

/** Answers in the order of the keys, as a loader wants them. */
export function inOrderOf<Row>(keys: readonly string[], rows: Row[], keyOf: (row: Row) => string): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
