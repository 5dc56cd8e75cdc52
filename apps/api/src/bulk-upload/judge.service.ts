import { holds } from '../access/access';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import type { Clock } from '../platform/clock';
import { inPieces } from '../platform/let-others-through';
import type { Transaction } from '../platform/database/data-source';
import { BulkUploadAction } from './bulk-upload-action';
import type { Known } from './known';
import { type KnownRepository } from './known.repository';
import { type ReadableRow, readableRow } from './readable-row';
import { planRow, refused, type RowPlan } from './row-plan';
import { domainNotAvailable } from './row-problem';
import type { UploadRow } from './upload-row';

/** What becomes of a row. */
export interface Judgement {
  row: UploadRow;
  plan: RowPlan;
  standing: Standing | null;
  known: Known | null;
  /** Whom it is about, in its project space: the account, else the address. */
  personKey: string | null;
}

interface Waiting {
  row: ReadableRow;
  standing: Standing;
}

/** Of the rows before it each counts, so that not all admins go in one batch (MEM-2). */
const losesAdmin = ({ member }: Known, { action, role }: RowPlan): boolean =>
  member?.role.isAdmin === true && member.active && !member.deactivated
  && (action === BulkUploadAction.REMOVE_MEMBERSHIP || (action === BulkUploadAction.CHANGE_MEMBERSHIP && role?.isAdmin === false));

/** Decides about many rows at once, by what is true at this moment of the transaction. */
export class Judge {
  constructor(private readonly known: KnownRepository, private readonly clock: Clock) {}

  /** `standings` is what whoever uploads is, in every project space of theirs. */
  async judge(tx: Transaction, standings: Standing[], projectSpaceId: string, rows: UploadRow[]): Promise<Judgement[]> {
    const judged = new Map<number, Judgement>();
    const waiting: Waiting[] = [];
    for (const row of rows) {
      const standing = this.spaceOf(row, standings, projectSpaceId);
      const read = readableRow(row);
      if ('row' in read && standing) waiting.push({ row: read.row, standing });
      else {
        const own = 'row' in read ? [] : read.problems;
        const plan = refused(...own, ...(standing ? [] : [domainNotAvailable()]));
        const personKey = 'row' in read ? read.row.address : read.address;
        judged.set(row.number, { row, plan, standing, known: null, personKey });
      }
    }
    for (const one of await this.judgeReadable(tx, waiting)) judged.set(one.row.number, one);
    return rows.flatMap(({ number }) => judged.get(number) ?? []);
  }

  /** UPL-8: blank means the one the file was uploaded to; unknown and without the right are alike. */
  private spaceOf({ domain }: UploadRow, standings: Standing[], projectSpaceId: string): Standing | null {
    const slug = domain.toLowerCase();
    const standing = standings.find((one) => (slug === '' ? one.projectSpaceId === projectSpaceId : one.slug === slug));
    return standing && holds(standing, Permission.EDIT_WEB_USERS) ? standing : null;
  }

  private async judgeReadable(tx: Transaction, waiting: Waiting[]): Promise<Judgement[]> {
    const judged: Judgement[] = [];
    for (const standing of new Set(waiting.map((one) => one.standing))) {
      const rows = waiting.filter((one) => one.standing === standing).map(({ row }) => row);
      const { space, known } = await this.known.read(
        tx, standing, [...new Set(rows.map(({ address }) => address))], [...new Set(rows.flatMap((row) => row.locationCodes ?? []))]);
      let { adminCount } = space;
      judged.push(...(await inPieces(rows, (row) => {
        const about = known.get(row.address) as Known;
        const plan = planRow(row, { ...space, adminCount }, about, this.clock.now());
        if (losesAdmin(about, plan)) adminCount -= 1;
        return { row, plan, standing, known: about, personKey: about.person?.id ?? row.address };
      })));
    }
    return judged;
  }
}
