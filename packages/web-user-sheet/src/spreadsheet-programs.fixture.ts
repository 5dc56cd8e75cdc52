import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Debian's, for which its packages are made. */
const PYTHON = '/usr/bin/python3';
/** UTF-8, commas, quotes, and every column as text, as the wizard of LibreOffice offers it. */
const CSV_IN = `--infilter=CSV:44,34,76,1,${Array.from({ length: 20 }, (_, index) => `${index + 1}/2`).join('/')}`;
const CSV_OUT = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';

/** Spreadsheet programs at work in a folder of their own. */
export class SpreadsheetPrograms {
  private readonly folder = mkdtempSync(join(tmpdir(), 'usher-peers-'));

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Opened and saved by LibreOffice, as the same kind of file. */
  async savedByLibreOffice(name: string, content: Buffer): Promise<Buffer> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    const isCsv = extname(name) === '.csv';
    await run('soffice', [
      `-env:UserInstallation=file://${join(this.folder, 'profile')}`, '--headless', ...(isCsv ? [CSV_IN] : []),
      '--convert-to', isCsv ? CSV_OUT : 'xlsx', '--outdir', join(this.folder, 'saved'), path,
    ]);
    return await readFile(join(this.folder, 'saved', basename(name)));
  }

  /** What openpyxl finds in a workbook: value and data type of each cell. */
  async readByOpenpyxl(content: Buffer): Promise<{ title: string; rows: [value: string | null, type: string][][] }> {
    const path = join(this.folder, 'read.xlsx');
    await writeFile(path, content);
    const { stdout } = await run(PYTHON, ['-c', READ, path], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  }

  /** A workbook that openpyxl writes from scratch, or saves again as it found it. */
  async writtenByOpenpyxl(rows: unknown[][]): Promise<Buffer> {
    return await this.python(WRITE, JSON.stringify(rows));
  }

  async savedByOpenpyxl(content: Buffer): Promise<Buffer> {
    const path = join(this.folder, 'given.xlsx');
    await writeFile(path, content);
    return await this.python(SAVE, path);
  }

  private async python(program: string, given: string): Promise<Buffer> {
    const path = join(this.folder, 'written.xlsx');
    await run(PYTHON, ['-c', program, given, path]);
    return await readFile(path);
  }
}

const READ = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
json.dump({'title': sheet.title, 'rows': [[[cell.value, cell.data_type] for cell in row] for row in sheet.iter_rows()]}, sys.stdout)`;

const WRITE = `
import datetime, json, sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = 'notes'
users = book.create_sheet('users')
for row in json.loads(sys.argv[1]):
    users.append([datetime.date.fromisoformat(cell[5:]) if isinstance(cell, str) and cell.startswith('date:') else cell for cell in row])
book.save(sys.argv[2])`;

const SAVE = `
import sys, openpyxl
openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])`;
