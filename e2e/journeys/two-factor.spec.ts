import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { createAccount, expect, invite, newAddress, PASSWORD, signIn, test, type Usher } from '../fixtures.ts';
import { section, setUp } from '../support/second-factor.ts';

async function newMember(admin: Page, stranger: Page, usher: Usher, name: string): Promise<string> {
  const email = newAddress(name);
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Tova', 'Factor');
  await signIn(stranger, email, PASSWORD);
  await stranger.getByRole('button', { name: 'Menu of Tova Factor' }).waitFor();
  return email;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu of Tova Factor' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
}

async function answer(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('TFA-1, TFA-2: a person sets up two-factor, and signs in by a code, by a backup code, and not by the same again', async ({ admin, stranger, usher }) => {
  const email = await newMember(admin, stranger, usher, 'factor');
  const { device, backupCodes: [backupCode = ''] } = await setUp(stranger);
  const menu = stranger.getByRole('button', { name: 'Menu of Tova Factor' });
  expect((await usher.inbox.mailTo(email, 2)).text).toContain('two-factor was turned on');

  await signOut(stranger);
  await signIn(stranger, email, PASSWORD);
  await expect(stranger.getByRole('link', { name: 'Contact support: support@example.org' })).toBeVisible();
  expect((await new AxeBuilder({ page: stranger }).analyze()).violations).toEqual([]);
  await answer(stranger, 'Code', '000000');
  await expect(stranger.getByText('This code is not right, or was used already.')).toBeVisible();
  await answer(stranger, 'Code', device.nextCode());
  await expect(menu).toBeVisible();

  for (const isFirst of [true, false]) {
    await signOut(stranger);
    await signIn(stranger, email, PASSWORD);
    await stranger.getByRole('button', { name: 'Use a backup code' }).click();
    await answer(stranger, 'Backup code', backupCode);
    if (isFirst) await expect(menu).toBeVisible();
    else await expect(stranger.getByText('This code is not right, or was used already.')).toBeVisible();
  }
});

test('TFA-5, SUP-3: support restores a person who lost device and backup codes', async ({ admin, stranger, usher }) => {
  const email = await newMember(admin, stranger, usher, 'lost');
  await setUp(stranger);
  await usher.command('reset-two-factor', email, '--identity-verified-by', 'A call', '--reason', 'The phone fell into the sea');
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await signIn(stranger, email, PASSWORD);
  await expect(section(stranger).getByRole('button', { name: 'Set up Two Factor Authentication' })).toBeVisible();
  expect((await usher.inbox.mailTo(email, 3)).text).toContain('support has reset two-factor');
});
