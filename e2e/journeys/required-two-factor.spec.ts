import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choose, createAccount, expect, newAddress, PASSWORD, signIn, test, type Usher } from '../fixtures.ts';
import { section, setUp, setUpHere } from '../support/second-factor.ts';

/** The admin of a project space of their own, signed in on the page. */
async function found(page: Page, usher: Usher, slug: string, name: string): Promise<void> {
  const email = newAddress('keeper');
  await usher.command('create-project-space', '--slug', slug, '--name', name, '--admin', email);
  await createAccount(page, await usher.inbox.linkTo(email, 'invitations'), 'Kim', 'Keeper');
  await signIn(page, email, PASSWORD);
  await page.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();
}

async function inviteTo(page: Page, usher: Usher, slug: string, name: string): Promise<{ email: string; link: string }> {
  const email = newAddress(name);
  await page.goto(`/projects/${slug}/web-users/invite`);
  await page.getByLabel('Email address').fill(email);
  await choose(page, 'Role', 'Admin');
  await page.getByRole('button', { name: 'Send Invite' }).click();
  await page.getByText(`The invitation to ${email} is on its way.`).waitFor();
  return { email, link: await usher.inbox.linkTo(email, 'invitations') };
}

const required = (page: Page) => page.getByRole('switch', { name: 'Require Two Factor Authentication' });

test('TFA-3: a project space begins to require two-factor while somebody is signed in, who is led through the set-up and back', async ({ page, stranger, usher }) => {
  await found(page, usher, 'vault', 'Vault');
  const { email, link } = await inviteTo(page, usher, 'vault', 'guest');
  await createAccount(stranger, link, 'Gus', 'Guest');
  await signIn(stranger, email, PASSWORD);
  await stranger.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();

  await page.goto('/projects/vault/settings');
  await expect(page.getByText('2 active web users lack it.')).toBeVisible();
  await expect(required(page)).toBeDisabled();
  await expect(page.getByText('You do not have it yourself, and would be shut out.')).toBeVisible();
  await setUp(page);
  await page.goto('/projects/vault/settings');
  await expect(page.getByRole('list', { name: '1 active web user lacks it.' })).toContainText(email);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Mail them' }).click();
  await expect(page.getByText('1 web user is mailed, and asked to set it up.')).toBeVisible();
  expect((await usher.inbox.mailTo(email, 2)).subject).toBe('Please set up two-factor for Vault');
  await page.getByRole('button', { name: 'Mail them' }).click();
  await expect(page.getByText('Nobody was mailed: all of them were within the last day')).toBeVisible();
  await required(page).click();
  await expect(page.getByRole('dialog')).toContainText('1 web user lacks it and is shut out at once');
  await page.getByRole('button', { name: 'Require it' }).click();
  await expect(page.getByText('Two Factor Authentication is required from now on.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(page.getByRole('region', { name: 'Current users' })).toContainText(email);
  await expect(page.getByRole('region', { name: 'Current users' })).toContainText('1 web user');

  await stranger.getByRole('link', { name: 'Roles and Permissions' }).click();
  await expect(stranger.getByRole('heading', { name: 'Vault requires Two Factor Authentication' })).toBeVisible();
  for (const path of ['web-users', 'web-users/download', 'roles']) {
    await stranger.goto(`/projects/vault/${path}`);
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Vault requires Two Factor Authentication');
  }
  expect((await new AxeBuilder({ page: stranger }).analyze()).violations).toEqual([]);
  await setUpHere(stranger);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Roles and Permissions');
  await expect(stranger.getByText('Read Only')).toBeVisible();
});

test('TFA-3: accepting an invitation leads through the set-up; turning it off says what closes, and closes it', async ({ page, stranger, usher }) => {
  await found(page, usher, 'strongroom', 'Strongroom');
  await setUp(page);
  await page.goto('/projects/strongroom/settings');
  await required(page).click();
  await expect(page.getByRole('dialog')).toContainText('nobody is shut out');
  await page.getByRole('button', { name: 'Require it' }).click();
  await expect(page.getByText('Two Factor Authentication is required from now on.')).toBeVisible();

  const { email, link } = await inviteTo(page, usher, 'strongroom', 'joiner');
  await createAccount(stranger, link, 'Jo', 'Joiner');
  await signIn(stranger, email, PASSWORD);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Strongroom requires Two Factor Authentication');
  await stranger.goto('/account');
  await expect(stranger.getByText('Closed until you set up Two Factor Authentication')).toBeVisible();
  await stranger.getByRole('link', { name: 'Open Strongroom' }).click();
  const { backupCodes: [code = ''] } = await setUpHere(stranger);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Web Users');

  await stranger.goto('/account');
  await section(stranger).getByRole('button', { name: 'Turn off' }).click();
  const dialog = stranger.getByRole('dialog');
  await expect(dialog).toContainText('These project spaces require it, and close for you: Strongroom.');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByLabel('Code from the app, or a backup code').fill(code);
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await expect(stranger.getByText('Closed until you set up Two Factor Authentication')).toBeVisible();
  await stranger.getByRole('link', { name: 'Open Strongroom' }).click();
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Strongroom requires Two Factor Authentication');
});
