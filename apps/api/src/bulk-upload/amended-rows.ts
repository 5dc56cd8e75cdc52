import { isDeepStrictEqual } from 'node:util';
import type { BulkUploadRow } from './bulk-upload-row.entity';

/** What became of a row. */
export type RowOutcome = Pick<BulkUploadRow, 'number' | 'action' | 'changes' | 'problems' | 'notes'>;

const said = ({ action, changes, problems, notes }: RowOutcome) => ({ action, changes, problems, notes });

/** Of what became of rows, that which is otherwise than the check foresaw; both stand in the same order. */
export const amendedRows = (foreseen: RowOutcome[], outcomes: RowOutcome[]): RowOutcome[] =>
  outcomes.filter((outcome, index) => {
    const before = foreseen[index];
    return !before || !isDeepStrictEqual(said(outcome), said(before));
  });
