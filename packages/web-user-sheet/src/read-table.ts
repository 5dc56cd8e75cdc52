import { readCsv } from './read-csv';
import { SheetRefused, type Table } from './table';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
const isOldOffice = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

const refused = (message: string): SheetRefused => new SheetRefused('NOT_A_SPREADSHEET', message);

/** By what stands in the file; its name proves nothing. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.byteLength === 0) throw refused('This file is empty.');
  if (isZip(bytes)) {
    // Only here, because loading SheetJS takes longer than reading a small .csv.
    const { readXlsx } = await import('./read-xlsx.js');
    return await readXlsx(bytes);
  }
  if (!isOldOffice(bytes)) return readCsv(bytes);
  throw Buffer.from(bytes).includes(ENCRYPTED) ? refused('This file is protected by a password. Save it without one.')
    : refused('This is a file of the old .xls kind. Save it as .xlsx or .csv.');
}
