import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { withApostrophe } from './apostrophe';

/** Without it Excel takes another character set than UTF-8. */
const MARK = Buffer.from('\uFEFF');
const OPTIONS = { quoted_match: /[\r\n;]|^\s|\s$/ };

async function* csv(steps: AsyncIterable<string[][]>): AsyncGenerator<Buffer> {
  yield MARK;
  for await (const lines of steps) yield Buffer.from(stringify(lines.map((line) => line.map(withApostrophe)), OPTIONS));
}

export const writeCsv = (steps: AsyncIterable<string[][]>): Readable => Readable.from(csv(steps));
