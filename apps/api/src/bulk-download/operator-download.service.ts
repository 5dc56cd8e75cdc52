import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { operatorStanding } from '../project-spaces/operator-standing';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type BulkDownloadService } from './bulk-download.service';
import type { FileFormat } from './download-filter';
import { type DownloadSheets } from './download-sheet.service';

/** Everybody of a project space in one file, for the command line, where the operator acts and nothing is kept. */
export class OperatorDownloads {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly downloads: BulkDownloadService,
    private readonly sheets: DownloadSheets,
  ) {}

  async open(projectSpaceId: string, format: FileFormat, onStep: (done: number) => void): Promise<{ total: number; file: Readable }> {
    const standings = [operatorStanding(await this.spaces.get(this.database.manager, projectSpaceId))];
    const total = await this.downloads.countIn(standings, {});
    return { total, file: await this.sheets.open({ standings, filter: {}, format, onStep }) };
  }
}
