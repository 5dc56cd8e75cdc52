import { setImmediate } from 'node:timers/promises';

/** Work on so many items takes a few milliseconds. */
const PIECE = 200;

/** Between two pieces of long work: whoever waits for this process has their turn, so that a page comes while a sheet is applied. */
export const letOthersThrough = async (): Promise<void> => await setImmediate();

/** What `work` makes of each, a piece at a time. */
export async function inPieces<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % PIECE === 0) await letOthersThrough();
    results.push(work(item));
  }
  return results;
}
