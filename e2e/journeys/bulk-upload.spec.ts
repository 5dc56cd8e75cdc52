import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, newAddress, test } from '../fixtures.ts';

async function send(page: Page, name: string, ...lines: string[]): Promise<void> {
  await page.goto('/projects/demo/web-users/upload');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose File' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await expect(page.getByText(`Chosen: ${name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Upload Web Users' }).click();
}

test('an admin uploads a sheet, looks at what would happen, applies it, and hands on the result', async ({ admin, usher }) => {
  const email = newAddress('sheet');
  await send(admin, 'people.csv', 'username,first_name,role,location_code 1', `${email},Ana,Read Only,dakar`, 'nobody@example.org,,Boss,');

  await expect(admin.getByRole('heading', { name: 'Upload Web Users', level: 1 })).toBeVisible();
  await expect(admin.getByText('Nothing has changed yet.')).toBeVisible();
  const rows = admin.getByRole('table', { name: 'Rows of the file' });
  await expect(rows.getByRole('row', { name: email })).toContainText('Locations: none → dakar');
  await expect(rows.getByRole('row', { name: email })).toContainText('Ignored, because Usher keeps its own: first_name.');
  await admin.getByRole('button', { name: '1 Problems' }).click();
  await expect(rows.getByRole('row')).toHaveCount(2);
  await expect(rows.getByRole('row', { name: 'nobody@example.org' })).toContainText('no role of this name');

  await admin.goto('/projects/demo/web-users');
  await expect(admin.getByText('An upload waits to be applied')).toBeVisible();
  await admin.getByRole('link', { name: 'Open the preview' }).click();
  await admin.getByRole('button', { name: 'Apply: 1 invitation' }).click();
  await expect(admin.getByText('All rows have had their turn.')).toBeVisible();
  await expect(rows.getByRole('row', { name: email })).toContainText('Invited');
  expect((await usher.inbox.mailTo(email)).subject).toBe('Demo Admin invites you to Demo project');

  const download = admin.waitForEvent('download');
  await admin.getByRole('link', { name: 'Download the result' }).click();
  const result = await readFile(await (await download).path(), 'utf8');
  expect(result).toContain('username,first_name,role,location_code 1,result,problem');
  expect(result).toContain(`${email},Ana,Read Only,dakar,invited,`);
  await admin.goto('/projects/demo/web-users/upload');
  await expect(admin.getByRole('region', { name: 'Earlier uploads' }).getByRole('row', { name: 'people.csv' }).first()).toContainText('Done');

  await admin.goto(`/projects/demo/audit?search=${email}`);
  await admin.getByRole('list', { name: 'Events, newest first' }).getByRole('link', { name: /^Bulk upload [0-9a-f]{8}$/ }).click();
  await expect(rows.getByRole('row', { name: email })).toContainText('Invited');
});

test('a file that cannot be used is refused with every cause, and a checked one can be cancelled', async ({ admin }) => {
  await send(admin, 'wrong.csv', 'user,shoe size', 'a@example.org,44');
  await expect(admin.getByText('Missing columns: “username”, “role”. Unknown columns: “user”, “shoe size”.')).toBeVisible();
  await send(admin, 'right.csv', 'username,role', 'someone@example.org,Read Only');
  await admin.getByRole('button', { name: 'Cancel upload' }).click();
  await expect(admin.getByText('The upload is cancelled.')).toBeVisible();
  await expect(admin.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
});
