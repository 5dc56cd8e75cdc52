import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Column, columns } from '@usher/web-user-sheet/columns';

const PAGE = join(__dirname, '../../../docs/api.md');
const TABLE = /(?<=<!-- columns -->\n)[^]*(?=<!-- \/columns -->)/;

const useOf = ({ required, readOnly, ignored }: Column): string =>
  ignored ? 'passed over' : readOnly ? 'read only' : required ? 'required' : 'optional';

test('UPL-2: docs/api.md says of each column what the list of columns says; PRINT_COLUMNS=1 writes it there', () => {
  const rows = columns.map((column) => `| \`${column.name}\` | ${column.meaning} | ${useOf(column)} |`);
  const table = ['| column | meaning | in an upload |', '|---|---|---|', ...rows, ''].join('\n');
  if (process.env.PRINT_COLUMNS) writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(TABLE, table));
  expect(TABLE.exec(readFileSync(PAGE, 'utf8'))?.[0]).toBe(table);
});

test('UPL-2: a name stands in the list once, and no other heading means two columns', () => {
  const headings = columns.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(headings).size).toBe(headings.length);
});
