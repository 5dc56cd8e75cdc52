import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import * as xlsx from 'xlsx';
import { createAccount, expect, invite, newAddress, test } from '../fixtures.ts';

const { read, utils, write } = xlsx;

type Cells = Record<string, string>;

async function fetched(page: Page, role: 'link' | 'button', name: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole(role, { name }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

function rowsOf(bytes: Buffer): Cells[] {
  const { Sheets: { users } } = read(bytes);
  return users ? utils.sheet_to_json<Cells>(users, { defval: '' }) : [];
}

/** As a spreadsheet program saves it: shared strings, native booleans. */
function edited(rows: object[]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.json_to_sheet(rows), 'users');
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer;
}

async function openDownloads(page: Page, search: string, rows: number): Promise<void> {
  await page.goto('/projects/demo/web-users');
  await page.getByRole('link', { name: 'Download Web Users' }).click();
  await page.getByRole('heading', { name: 'Download Web Users', level: 1 }).waitFor();
  await page.getByLabel('Name or address').fill(search);
  await page.getByRole('button', { name: rows === 1 ? 'Download 1 user' : `Download ${rows} users`, exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Download Web Users Status', level: 1 })).toBeVisible();
}

test('an admin downloads web users, edits the file, uploads and applies it, and hands on the result', async ({ admin, stranger, usher }) => {
  const family = newAddress('family').replace(/@.*/, '');
  const [stays, changes, leaves, joins] = ['stays', 'changes', 'leaves', 'joins'].map((name) => `${family}-${name}@example.org`) as [string, string, string, string];
  for (const email of [stays, changes, leaves]) await invite(admin, email);
  await openDownloads(admin, family, 3);
  await admin.reload();
  const file = await fetched(admin, 'link', 'Download Users');
  expect(file.name).toBe('user.xlsx');
  const rows = rowsOf(file.bytes);
  expect(rows.map(({ username, status, first_name: name }) => [username, status, name])).toEqual(
    [changes, leaves, stays].map((email) => [email, 'Invited', 'N/A']));

  await admin.goto('/projects/demo/web-users/upload');
  const chooser = admin.waitForEvent('filechooser');
  await admin.getByRole('button', { name: 'Choose File' }).click();
  const sheet = edited([
    ...rows.map((row) => (row.username === changes ? { ...row, role: 'App Editor', 'location_code 1': 'dakar' } : { ...row, remove: row.username === leaves })),
    { username: joins, role: 'read only', 'location_code 1': 101 },
  ]);
  await (await chooser).setFiles({ name: 'edited.xlsx', mimeType: 'application/octet-stream', buffer: sheet });
  await admin.getByRole('button', { name: 'Upload Web Users' }).click();
  const preview = admin.getByRole('table', { name: 'Rows of the file' });
  await expect(preview.getByRole('row', { name: changes })).toContainText('Role: Read Only → App Editor');
  await expect(preview.getByRole('row', { name: stays })).toContainText('Nothing');
  await admin.getByRole('button', { name: 'Apply: 1 invitation, 1 change, 1 removal' }).click();
  await expect(admin.getByText('All rows have had their turn.')).toBeVisible();

  const link = await usher.inbox.linkTo(joins, 'invitations');
  expect([stays, changes, leaves].map((email) => usher.inbox.countTo(email))).toEqual([1, 1, 1]);
  const result = rowsOf((await fetched(admin, 'link', 'Download the result')).bytes);
  expect(result.map(({ username, result: outcome, problem }) => [username, outcome, problem])).toEqual([
    [changes, 'invitation changed', ''], [leaves, 'invitation removed', ''], [stays, 'unchanged', ''], [joins, 'invited', ''],
  ]);
  await createAccount(stranger, link, 'Ada', 'Join');
});

test('a download is its maker\'s alone, names its end, and the upload page makes one in passing', async ({ admin, stranger, usher }) => {
  const email = newAddress('curious');
  await invite(admin, email, 'Admin');
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Cara', 'Curious');
  await stranger.getByLabel('Password').fill('a quiet harbour at dusk');
  await stranger.getByRole('button', { name: 'Sign In' }).click();
  await stranger.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();

  await openDownloads(admin, email, 1);
  await expect(admin.getByText('It is yours alone, and is kept until')).toBeVisible();
  await stranger.goto(new URL(admin.url()).pathname);
  await expect(stranger.getByText('it is somebody else’s')).toBeVisible();
  await admin.getByRole('link', { name: 'Make another download' }).click();
  await expect(admin.getByRole('table', { name: 'Recent downloads' }).getByRole('row').nth(1)).toContainText('Ready');
  await admin.getByLabel('Name or address').fill('nobody of this name');
  await expect(admin.getByText('Nobody matches these filters.')).toBeVisible();

  await admin.goto('/projects/demo/web-users/upload');
  const file = await fetched(admin, 'button', 'Download Users');
  expect(file.name).toBe('user.xlsx');
  expect(rowsOf(file.bytes).map(({ username }) => username)).toContain(email);
});
