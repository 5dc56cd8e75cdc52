import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { withApostrophe } from './apostrophe';

async function* guarded(lines: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  for await (const line of lines) yield line.map(withApostrophe);
}

/** UTF-8 with a mark at its beginning, without which Excel takes another character set. */
export function writeCsv(lines: AsyncIterable<string[]>): Readable {
  const source = Readable.from(guarded(lines));
  const file = stringify({ bom: true, quoted_match: /[\r\n;]|^\s|\s$/ });
  source.on('error', (error) => file.destroy(error));
  file.on('close', () => source.destroy());
  return source.pipe(file);
}
