const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** All of a workbook with one sheet, but the sheet. Style 1 says that a cell is text, also once it is edited. */
export const PARTS = {
  '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="users" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
/** Characters that XML cannot hold, and text that looks like the way in which a workbook writes them. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const NEEDS_ESCAPE = /[&<>\r]/g;

const code = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
/** Letters, digits and signs that stand for themselves: most cells hold nothing else, and two replacements cost more than a look. */
const PLAIN = /^[ -%'-;=?-^`-~\u00A0-\uD7FF]*$/;
const text = (value: string): string =>
  (PLAIN.test(value) ? value : value.replace(FORBIDDEN, code).replace(NEEDS_ESCAPE, (character) => ESCAPES[character] ?? character));

/** A to Z, then AA. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** With its reference, without which some readers look for one in the text. */
const cell = (value: string, reference: string): string =>
  (value === '' ? `<c r="${reference}" s="1"/>` : `<c r="${reference}" s="1" t="inlineStr"><is><t xml:space="preserve">${text(value)}</t></is></c>`);

const CHUNK_CHARACTERS = 64 * 1024;

/** The sheet, in chunks of a size that suits the zip stream. */
export async function* sheetXml(steps: AsyncIterable<string[][]>): AsyncGenerator<Buffer> {
  let chunk = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`;
  const columns: string[] = [];
  let row = 0;
  for await (const lines of steps) {
    for (const line of lines) {
      row += 1;
      chunk += `<row r="${row}">`;
      for (const [column, value] of line.entries()) chunk += cell(value, (columns[column] ??= letters(column)) + row);
      chunk += '</row>';
      if (chunk.length >= CHUNK_CHARACTERS) {
        yield Buffer.from(chunk);
        chunk = '';
      }
    }
  }
  yield Buffer.from(`${chunk}</sheetData></worksheet>`);
}
