import { buffer } from 'node:stream/consumers';
import { constants, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { SheetRefused } from './table';

/** A sheet of 100,000 rows and 16 columns has some 100 MB. */
const MAX_UNPACKED_BYTES = 160 * 1024 * 1024;
const MAX_ENTRIES = 1000;

const NEEDED = /^(?:\[content_types\]\.xml|_rels\/\.rels|xl\/.+\.(?:xml|rels))$/;
const NOT_NEEDED = /^xl\/(?:charts|comments|ctrlprops|customxml|diagrams|drawings|embeddings|externallinks|media|persons|pivotcache|pivottables|printersettings|tables|theme|threadedcomments|richdata)/;

const refused = (message: string): SheetRefused => new SheetRefused('NOT_A_SPREADSHEET', message);

/** By the names in its directory, before anything is unpacked. */
function judge(names: ReadonlySet<string>): void {
  if (names.has('word/document.xml')) throw refused('This is a text document, not a spreadsheet.');
  if (names.has('ppt/presentation.xml')) throw refused('This is a presentation, not a spreadsheet.');
  if (names.has('content.xml')) throw refused('This is an OpenDocument file. Save it as .xlsx or .csv.');
  if (names.has('xl/workbook.bin')) throw refused('This is an .xlsb file. Save it as .xlsx or .csv.');
  if ([...names].some((name) => name.endsWith('vbaproject.bin'))) throw refused('This file contains macros. Save it as .xlsx, without macros.');
  if (!names.has('[content_types].xml')) throw refused('This is an archive, not a spreadsheet.');
}

async function directoryOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw refused('This file has more parts than a spreadsheet has.');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entry.isEncrypted()) throw refused('This file is protected by a password. Save it without one.');
    if (entries.has(name)) throw refused('This file has a part twice. Save it again in a spreadsheet program.');
    entries.set(name, entry);
  }
  judge(new Set(entries.keys()));
  return entries;
}

const damaged = (): SheetRefused => refused('This file is damaged. Open it in a spreadsheet program and save it again.');
const tooLarge = (): SheetRefused => new SheetRefused('TOO_LARGE', 'Unpacked, this file is too large. Split it.');

const STORED = 0;
const DEFLATED = 8;

/** Of all bytes at once, into one place: in a stream each chunk of them would be kept twice. */
function inflate(content: Buffer, size: number): Buffer {
  return inflateRawSync(content, { chunkSize: Math.max(constants.Z_MIN_CHUNK, size + 1), maxOutputLength: Math.max(1, size) });
}

/** The size in the directory is only what somebody wrote there: this fails when more or less comes out. */
async function contentOf(zip: ZipFile, entry: Entry, left: number): Promise<Buffer> {
  if (entry.uncompressedSize > left) throw tooLarge();
  if (![STORED, DEFLATED].includes(entry.compressionMethod)) throw damaged();
  const isDeflated = entry.compressionMethod === DEFLATED;
  const packed = await buffer(await zip.openReadStreamPromise(entry, isDeflated ? { decompress: false } : {}));
  const content = isDeflated ? inflate(packed, entry.uncompressedSize) : packed;
  if (content.length !== entry.uncompressedSize) throw damaged();
  return content;
}

/** The parts of a workbook that matter, by their names in lower case. */
export async function unpack(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
  const parts = new Map<string, Buffer>();
  let left = MAX_UNPACKED_BYTES;
  for (const [name, entry] of await directoryOf(zip)) {
    if (!NEEDED.test(name) || NOT_NEEDED.test(name)) continue;
    const content = await contentOf(zip, entry, left);
    left -= content.length;
    parts.set(name, content);
  }
  return parts;
}
