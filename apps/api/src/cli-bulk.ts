import { rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileFormat } from './bulk-download/download-filter';
import { type BulkUpload, type BulkUploadKey, BulkUploadStatus } from './bulk-upload/bulk-upload.entity';
import type { UploadSummary } from './bulk-upload/upload-summary';
import { fileToRead, newFile, pathOf } from './cli-file';
import { readArgs, say, UsageError } from './cli-output';
import { spaceWith } from './cli-support';
import type { Usher } from './usher';

const LOOK_EVERY_MS = 200;
const BAR_WIDTH = 30;
const UNDER_WAY = new Set([BulkUploadStatus.AWAITING_FILE, BulkUploadStatus.CHECKING, BulkUploadStatus.APPLYING]);

const count = (number: number, ...[one, many]: [one: string, many?: string] | []): string =>
  [number.toLocaleString('en'), number === 1 ? one : (many ?? one)].filter(Boolean).join(' ');

/** To standard error, and only where somebody looks: what is printed may be read by a program. */
function showBar(label: string, done: number, total: number | null): void {
  if (!process.stderr.isTTY) return;
  const filled = total ? Math.min(BAR_WIDTH, Math.floor((done / total) * BAR_WIDTH)) : 0;
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`;
  process.stderr.write(`\r\x1b[K${label} ${bar} ${total === null ? '' : `${count(done)} of ${count(total)} rows`}`);
}

function endBar(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

async function settled({ services }: Usher, key: BulkUploadKey): Promise<BulkUpload> {
  for (;;) {
    const found = await services.operatorUploads.get(key);
    if (!UNDER_WAY.has(found.status)) return found;
    showBar(found.status === BulkUploadStatus.APPLYING ? 'Applying' : 'Checking', found.progressDone, found.progressTotal);
    await sleep(LOOK_EVERY_MS);
  }
}

const WORDS: [keyof UploadSummary, one: string, many?: string][] = [
  ['invited', 'to invite'], ['invitationsChanged', 'invitation to change', 'invitations to change'],
  ['membershipsChanged', 'member to change', 'members to change'], ['membershipsRemoved', 'member to remove', 'members to remove'],
  ['invitationsRemoved', 'invitation to remove', 'invitations to remove'], ['invitationsRenewed', 'expired'], ['unchanged', 'unchanged'],
  ['problems', 'with a problem'],
];

function sayCounts(summary: UploadSummary): void {
  const parts = WORDS.filter(([name]) => summary[name] > 0).map(([name, ...words]) => count(summary[name], ...words));
  say(`${count(summary.rows, 'row', 'rows')}: ${parts.join(', ')}.`);
}

async function sayProblems({ services }: Usher, key: BulkUploadKey, problems: number): Promise<void> {
  const rows = problems > 0 ? await services.operatorUploads.problems(key) : [];
  for (const { number, username, problems: found } of rows) {
    say(`  row ${number} ${username}: ${found.map(({ column, message }) => `${column ? `${column}: ` : ''}${message}`).join(' ')}`);
  }
  if (rows.length < problems) say(`  and ${count(problems - rows.length)} more`);
}

/** Of a file that is not there no upload is begun. */
async function begun(usher: Usher, { file, project, apply }: { file: string; project: string; apply: boolean }): Promise<BulkUploadKey> {
  const opened = await fileToRead(file);
  try {
    const { id: projectSpaceId } = await spaceWith(usher, project);
    return await usher.services.operatorUploads.begin(
      { projectSpaceId, fileName: basename(file), applyWhenChecked: apply }, opened.createReadStream({ autoClose: false }));
  } finally {
    await opened.close();
  }
}

/** `upload`: a check, and with --apply what it found, in the name of the operator (UPL-3). */
export async function upload(usher: Usher, args: string[]): Promise<void> {
  const { values: { project, apply }, positionals: [file] } = readArgs({
    args, allowPositionals: true, options: { project: { type: 'string' }, apply: { type: 'boolean' } },
  });
  if (!file || !project) throw new UsageError('upload needs a FILE and --project SLUG.');
  const { services } = usher;
  const key = await begun(usher, { file: pathOf(file), project, apply: apply ?? false });
  await services.checkJob.start();
  await services.applyJob.start();
  const ended = await settled(usher, key);
  endBar();
  if (ended.summary) {
    sayCounts(ended.summary);
    await sayProblems(usher, key, ended.summary.problems);
  }
  await services.operatorUploads.putAway(key);
  if (ended.status === BulkUploadStatus.READY) say('Nothing has changed. With --apply it is applied.');
  else if (ended.status === BulkUploadStatus.DONE) say(`Applied: ${count(ended.appliedRows, 'row has', 'rows have')} changed something.`);
  else throw new UsageError(ended.problems.map(({ message }) => message).join('\n') || 'The upload stopped. What was applied before stands.');
}

/** `download`: everybody of a project space, members first (DWN-3). */
export async function download(usher: Usher, args: string[]): Promise<void> {
  const { values: { project }, positionals: [file = 'user.xlsx'] } = readArgs({
    args, allowPositionals: true, options: { project: { type: 'string' } },
  });
  const formats: Record<string, FileFormat> = { '.xlsx': FileFormat.XLSX, '.csv': FileFormat.CSV };
  const format = formats[extname(file).toLowerCase()];
  if (!project || !format) throw new UsageError('download needs --project SLUG; the FILE ends in .xlsx or .csv.');
  const { id } = await spaceWith(usher, project);
  const path = pathOf(file);
  const target = await newFile(path);
  let [written, total] = [0, 0];
  try {
    const sheet = await usher.services.operatorDownloads.open(id, format, (done) => showBar('Writing', written = done, total));
    total = sheet.total;
    await pipeline(sheet.file, target.createWriteStream());
  } catch (error) {
    await target.close();
    await rm(path);
    throw error;
  }
  endBar();
  say(`${path}: ${count(written, 'user', 'users')} of ${project}.`);
}
