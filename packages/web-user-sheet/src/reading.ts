import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ColumnKey } from './columns';
import type { SheetProblem } from './sheet';
import { SheetRefused, type TableRow } from './table';

/** What the thread that reads says. */
export interface Answer {
  problems?: SheetProblem[];
  columns?: ColumnKey[];
  rowCount?: number;
  rows?: TableRow[];
}

export interface ReadingLimits {
  seconds: number;
  heapMegabytes: number;
}

const tooMuch = (): SheetRefused =>
  new SheetRefused('TOO_LARGE', 'This file takes too long or too much memory to read. Split it, or save it again without what is not text.');

/** A thread that reads one file, with an end to its time and memory. */
export class Reading {
  private readonly thread: Worker;

  constructor(file: string | Uint8Array, private readonly limits: ReadingLimits) {
    this.thread = new Worker(join(__dirname, 'reading.worker.js'), {
      workerData: file, resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    });
    this.thread.on('error', () => undefined);
  }

  async answer(): Promise<Answer> {
    this.thread.ref();
    try {
      const [answer] = await once(this.thread, 'message', { signal: AbortSignal.timeout(this.limits.seconds * 1000) }) as [Answer];
      return answer;
    } catch (error) {
      await this.close();
      const { name, code } = error as Error & { code?: string };
      if (name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooMuch();
      throw error;
    } finally {
      // Rows that nobody walks keep no process alive.
      this.thread.unref();
    }
  }

  async next(): Promise<TableRow[]> {
    this.thread.postMessage('next');
    return (await this.answer()).rows ?? [];
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }
}
