import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ColumnKey } from './columns';
import type { SheetProblem } from './sheet';
import { SheetRefused } from './table';

/** What the thread that reads says. */
export interface Answer {
  problems?: SheetProblem[];
  columns?: ColumnKey[];
  rowCount?: number;
  /** Rows in JSON, some in each: so they take least room while they wait, and the thread that read them can end. */
  steps?: Uint8Array<ArrayBuffer>[];
}

export interface ReadingLimits {
  seconds: number;
  heapMegabytes: number;
}

/** More makes it no quicker. */
const YOUNG_MEGABYTES = 16;

const tooMuch = (): SheetRefused =>
  new SheetRefused('TOO_LARGE', 'This file takes too long or too much memory to read. Split it, or save it again without what is not text.');

/** Reads one file in a thread of its own, with an end to its time and memory; all of its memory goes with it. */
export async function answerTo(file: string | Uint8Array, { seconds, heapMegabytes }: ReadingLimits): Promise<Answer> {
  const thread = new Worker(join(__dirname, 'reading.worker.js'), {
    workerData: file, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  thread.on('error', () => undefined);
  try {
    const [answer] = await once(thread, 'message', { signal: AbortSignal.timeout(seconds * 1000) }) as [Answer];
    return answer;
  } catch (error) {
    const { name, code } = error as Error & { code?: string };
    if (name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooMuch();
    throw error;
  } finally {
    await thread.terminate();
  }
}
