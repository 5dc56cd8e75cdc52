import type { Readable } from 'node:stream';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { writeSheet } from '@usher/web-user-sheet/write-sheet';
import type { Standing } from '../access/actor';
import type { Clock } from '../platform/clock';
import { type DownloadFilter, FileFormat } from './download-filter';
import { cellsOf, columnsOf, type DownloadRow } from './download-row';
import { type DownloadRowRepository } from './download-row.repository';

export interface WantedSheet {
  /** What whoever it is for is, in each project space it is of. */
  standings: Standing[];
  filter: DownloadFilter;
  format: FileFormat;
  /** Called with the number of rows so far, after each step of them. */
  onStep: (done: number) => Promise<void> | void;
}

/** Few lines wait to be written at once: the garbage collector copies those that do. */
const LINES_AT_ONCE = 250;

interface Step {
  rows: DownloadRow[];
  slug: string;
}

/** The sheet of web users as a stream: rows are read only as fast as somebody takes them (DWN-3, DWN-4). */
export class DownloadSheets {
  constructor(private readonly rows: DownloadRowRepository, private readonly clock: Clock) {}

  async open(wanted: WantedSheet): Promise<Readable> {
    const { standings, filter, format } = wanted;
    const steps = this.steps(standings, filter);
    const first = steps.next(); // read while locations are counted
    first.catch(() => undefined);
    const columns = columnsOf(await this.locationCount(standings), standings.length > 1);
    return writeSheet(format === FileFormat.CSV ? 'csv' : 'xlsx', columns, this.lines(first, steps, wanted.onStep));
  }

  private async *lines(
    first: Promise<IteratorResult<Step>>, steps: AsyncGenerator<Step>, onStep: WantedSheet['onStep'],
  ): AsyncGenerator<SheetCells[]> {
    let done = 0;
    let noted = Promise.resolve();
    for (let step = await first; !step.done; step = await steps.next()) {
      const { rows, slug } = step.value;
      for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
        yield rows.slice(from, from + LINES_AT_ONCE).map((row) => cellsOf(row, slug));
      }
      await noted;
      noted = Promise.resolve(onStep(done += rows.length));
      noted.catch(() => undefined); // it is awaited behind the next step, which is written beside it
    }
    await noted;
  }

  /** The members of all project spaces first, then the invitations (DWN-3). */
  private async *steps(standings: Standing[], filter: DownloadFilter): AsyncGenerator<Step> {
    const now = this.clock.now();
    for (const standing of standings) {
      for await (const rows of this.rows.members(standing, filter)) yield { rows, slug: standing.slug };
    }
    for (const standing of standings) {
      for await (const rows of this.rows.invitations(standing, filter, now)) yield { rows, slug: standing.slug };
    }
  }

  /** At least one column where organizations are used at all (DWN-3). */
  private async locationCount(standings: Standing[]): Promise<number> {
    let most = 0;
    for (const standing of standings) {
      if (standing.usesLocations) most = Math.max(most, 1, await this.rows.mostLocations(standing));
    }
    return most;
  }
}
