import { parse } from 'csv-parse/sync';
import { meaningOf } from './headings';
import { withoutApostrophe } from './apostrophe';
import { isBlank, SheetRefused, type Table } from './table';

const DELIMITERS = [',', ';', '\t'];

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SheetRefused('NOT_A_SPREADSHEET', 'This is neither an .xlsx file nor a .csv file in UTF-8. Save it as .xlsx, or as “CSV UTF-8”.');
  }
}

const records = (text: string, delimiter: string, lastRecord?: number): string[][] =>
  parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, ...(lastRecord ? { to: lastRecord } : {}) });

/** Spreadsheet programs of many countries write semicolons: what makes more of the headings known is it. */
function delimiterOf(text: string): string {
  const known = (delimiter: string) => (records(text, delimiter, 1)[0] ?? []).filter((heading) => meaningOf(heading)).length;
  return DELIMITERS.map((delimiter) => ({ delimiter, count: known(delimiter) }))
    .reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

export function readCsv(bytes: Uint8Array): Table {
  const text = decode(bytes);
  if (text.includes('\0')) throw new SheetRefused('NOT_A_SPREADSHEET', 'This is neither an .xlsx nor a .csv file.');
  try {
    const [headings = [], ...rows] = records(text, delimiterOf(text)).map((record) => record.map(withoutApostrophe));
    return { headings, rows: rows.map((cells, index) => ({ number: index + 2, cells })).filter(({ cells }) => !isBlank(cells)) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new SheetRefused('NOT_A_SPREADSHEET', 'The quotation marks of this .csv file do not match. Save it again as .csv or .xlsx.');
  }
}
