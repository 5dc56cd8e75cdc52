import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Builder, builder, type TestMember, type TestSpace } from '../test/build';
import { mailTo } from '../test/inbox';
import { startUsher, type TestUsher } from '../test/usher';
import { download } from './cli-bulk';

const PYTHON = '/usr/bin/python3';
/** As a person at the keyboard: what is typed is taken for a number, a date or a truth value where it looks like one. */
const EDIT = `
import json, sys, uno, officehelper
from com.sun.star.beans import PropertyValue
hidden = PropertyValue(Name='Hidden', Value=True)
context = officehelper.bootstrap()
desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(sys.argv[1]), '_blank', 0, (hidden,))
sheet = book.Sheets.getByIndex(0)
assert sheet.Name == 'users', sheet.Name
cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
rows = [[sheet.getCellByPosition(column, row).String for column in range(cursor.RangeAddress.EndColumn + 1)] for row in range(cursor.RangeAddress.EndRow + 1)]
headings = rows[0]
for username, changes in json.loads(sys.argv[2]).items():
    found = [index for index, row in enumerate(rows) if row[0] == username]
    at = found[0] if found else len(rows)
    if not found:
        rows.append([username])
        sheet.getCellByPosition(0, at).setFormula(username)
    for heading, typed in changes.items():
        sheet.getCellByPosition(headings.index(heading), at).setFormula(typed)
book.store()
book.close(True)
desktop.terminate()`;

let server: TestUsher;
let build: Builder;
const folder = mkdtempSync(join(tmpdir(), 'usher-libreoffice-'));
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function edited(path: string, changes: Record<string, Record<string, string>>): Promise<void> {
  await promisify(execFile)(PYTHON, ['-c', EDIT, path, JSON.stringify(changes)], { env: { ...process.env, HOME: folder, UNO_PATH: '/usr/bin', SAL_USE_VCLPLUGIN: 'svp' }, timeout: 60_000 });
}

async function settled(client: TestMember['client'], id: string, status: string) {
  for (;;) {
    const { bulkUpload } = (await client.ask(`{ bulkUpload(id: "${id}") { status problems { message } appliedRows rows(first: 50) {
      nodes { username action problems { code } changes { field from to } } } } }`)).data;
    if (bulkUpload.status === status) return bulkUpload;
    if (['REFUSED', 'FAILED'].includes(bulkUpload.status)) throw new Error(JSON.stringify(bulkUpload));
    await sleep(100);
  }
}

async function uploaded({ client }: TestMember, space: TestSpace, path: string): Promise<string> {
  const { bulkUpload, uploadUrl } = await client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'user.xlsx' }, 'bulkUpload { id } uploadUrl');
  const body = createReadStream(path);
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: client.ownHeaders(), body, duplex: 'half' } as unknown as RequestInit);
  return bulkUpload.id;
}

test('UPL-1, UPL-3: a download that LibreOffice edits goes through upload, preview and apply, and its untouched rows do nothing', async () => {
  const space = await build.space({ usesLocations: true });
  for (const code of ['dakar', '101']) await build.location(space, code);
  const admin = await build.member(space);
  const [stays, moves, leaves] = [await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'Read Only' })];
  const path = join(folder, 'user.xlsx');
  await download(server.usher, [path, '--project', space.slug]);
  await edited(path, {
    [moves.person.email]: { 'role': 'App Editor', 'location_code 1': '101' }, [leaves.person.email]: { remove: 'TRUE' },
    'new@example.org': { 'role': 'read only', 'location_code 1': 'Dakar' },
  });
  const id = await uploaded(admin, space, path);
  const preview = (await settled(admin.client, id, 'READY')).rows.nodes;
  expect(Object.fromEntries(preview.map(({ username, action }: { username: string; action: string }) => [username, action]))).toEqual({
    [admin.person.email]: 'NONE', [stays.person.email]: 'NONE', [moves.person.email]: 'CHANGE_MEMBERSHIP',
    [leaves.person.email]: 'REMOVE_MEMBERSHIP', 'new@example.org': 'INVITE',
  });
  await admin.client.change('applyBulkUpload', { bulkUploadId: id }, '');
  expect(await settled(admin.client, id, 'DONE')).toMatchObject({ appliedRows: 3 });
  expect(await mailTo(server, 'new@example.org')).toHaveLength(1);
}, 120_000);
