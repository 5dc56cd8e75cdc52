import { parse } from 'csv-parse/sync';
import { withoutApostrophe } from './apostrophe';
import { meaningOf } from './headings';
import { longestRun } from './longest-run';
import { SheetRefused, type Table, TableBuilder } from './table';

const DELIMITERS = [',', ';', '\t'];
const MAX_LINE_BYTES = 1_000_000;

const tooLong = (): SheetRefused => new SheetRefused('TOO_LARGE', 'A row of this file is too long.');
const refused = (message: string): SheetRefused => new SheetRefused('NOT_A_SPREADSHEET', message);

function decode(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw refused('This is neither an .xlsx nor a .csv file.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('This is neither an .xlsx file nor a .csv file in UTF-8. Save it as .xlsx, or as “CSV UTF-8”.');
  }
}

/** What each record becomes is up to `take`: all of them at once could be more than the file. */
function walk(text: string, delimiter: string, take: (record: string[]) => void, options: { to?: number } = {}): void {
  parse(text, {
    delimiter, relax_column_count: true, skip_empty_lines: false, max_record_size: MAX_LINE_BYTES, ...options,
    on_record: (record: string[]) => {
      take(record);
      return null;
    },
  });
}

/** Spreadsheet programs of many countries write semicolons: what makes more of the headings known is it. */
function delimiterOf(text: string): string {
  const known = DELIMITERS.map((delimiter) => {
    let count = 0;
    walk(text, delimiter, (headings) => {
      count = headings.filter((heading) => meaningOf(heading)).length;
    }, { to: 1 });
    return { delimiter, count };
  });
  return known.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof SheetRefused) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLong();
  const line = 'lines' in error ? ` near line ${String(error.lines)}` : '';
  return refused(`The quotation marks of this .csv file do not match${line}. Correct it, or save it as .xlsx.`);
}

export function readCsv(bytes: Uint8Array): Table {
  if (longestRun(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), '\n') > MAX_LINE_BYTES) throw tooLong();
  const text = decode(bytes);
  const table = new TableBuilder();
  let number = 0;
  try {
    walk(text, delimiterOf(text), (record) => {
      number += 1;
      const cells = record.map(withoutApostrophe);
      if (number === 1) table.addHeadings(cells);
      else table.addRow(number, cells);
    });
  } catch (error) {
    throw explain(error);
  }
  return table.build();
}
