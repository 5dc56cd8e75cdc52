import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { PARTS, sheetXml } from './xlsx-parts';

/** Sheet XML made as it is read, into a zip stream: no workbook is ever in memory (DWN-4). */
export function writeXlsx(steps: AsyncIterable<string[][]>): Readable {
  const zip = new ZipFile();
  const file = Readable.from(zip.outputStream as unknown as AsyncIterable<Buffer>);
  for (const [path, xml] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(xml), path);
  const sheet = Readable.from(sheetXml(steps));
  sheet.on('error', (error) => file.destroy(error));
  file.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return file;
}
