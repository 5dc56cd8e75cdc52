import { MAX_FILE_BYTES } from '@usher/web-user-sheet/sheet';
import { Refusal } from '../platform/refusal';

/** Of four files at their largest, or of many small ones. */
const OF_ALL = 4 * MAX_FILE_BYTES;
/** Below that of all, so that nobody takes it alone. */
const OF_ONE = 2 * MAX_FILE_BYTES;
const AGAIN_SECONDS = 5;

class NoRoom extends Refusal {
  readonly code = 'RATE_LIMITED';

  constructor() {
    super(`Too many files are being sent at the same time. Please try again in ${AGAIN_SECONDS} seconds.`, { retryAfter: AGAIN_SECONDS });
  }
}

/** The memory of this process for files on their way in: each takes its whole size before its first byte is read (UPL-1). */
export class RoomForBodies {
  private readonly taken = new Map<string, number>();
  private ofAll = 0;

  /** Of a size that was not announced it may be the largest. */
  async during<T>(person: string, announced: number | null, work: () => Promise<T>): Promise<T> {
    const size = Math.min(announced ?? MAX_FILE_BYTES, MAX_FILE_BYTES);
    const ofOne = (this.taken.get(person) ?? 0) + size;
    if (ofOne > OF_ONE || this.ofAll + size > OF_ALL) throw new NoRoom();
    this.taken.set(person, ofOne);
    this.ofAll += size;
    try {
      return await work();
    } finally {
      this.ofAll -= size;
      const left = (this.taken.get(person) ?? 0) - size;
      if (left > 0) this.taken.set(person, left);
      else this.taken.delete(person);
    }
  }
}
