import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createAccount, expect, invite, newAddress, PASSWORD, signIn, test } from '../fixtures.ts';

const PAGES = [
  ...[
    'web-users', 'web-users/invite', 'web-users/upload', 'web-users/download', 'roles', 'roles/new', 'locations', 'settings', 'api-keys',
    'webhooks', 'audit',
  ].map((page) => `/projects/demo/${page}`),
  '/account',
];

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => ({ id, at: nodes.slice(0, 3).map(({ html }) => html) })), page.url()).toEqual([]);
}

/** All is there; what a page follows (INV-12) never lets its network rest. */
const loaded = async (page: Page) => await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);

const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, in ${colorScheme} colours`, async ({ admin, stranger, usher }) => {
    test.setTimeout(240_000);
    await admin.emulateMedia({ colorScheme });
    await stranger.emulateMedia({ colorScheme });
    const email = newAddress('axe');
    await invite(admin, email);
    const link = await usher.inbox.linkTo(email, 'invitations');
    for (const path of ['/sign-in', '/forgot-password', '/reset-password/unknown', '/not-me/unknown', '/confirm-email/unknown', '/terms', '/nowhere', link, '/invitations/unknown']) {
      await stranger.goto(path);
      await stranger.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(stranger);
    }
    for (const path of [...PAGES, '/projects/none/web-users']) {
      await admin.goto(path);
      await admin.getByRole('heading', { level: 1 }).waitFor();
      await loaded(admin);
      await expectAccessible(admin);
    }
    await admin.goto('/projects/demo/web-users');
    await admin.getByRole('link', { name: 'Amina Diop' }).click();
    await admin.getByRole('heading', { name: 'Amina Diop' }).waitFor();
    await expectAccessible(admin);
    await admin.getByRole('button', { name: 'Remove Membership' }).click();
    await admin.getByRole('dialog').waitFor();
    await expect(admin.getByRole('dialog')).toHaveCSS('opacity', '1');
    await expectAccessible(admin);
  });
}

test('nothing is cut off or runs over at 390 pixels, and the accept page fits 320', async ({ admin, stranger, usher }) => {
  const email = newAddress('a-long-address-that-has-to-wrap-on-narrow-screens');
  await invite(admin, email, 'Admin');
  await admin.setViewportSize({ width: 390, height: 800 });
  for (const path of PAGES) {
    await admin.goto(path);
    await admin.getByRole('heading', { level: 1 }).waitFor();
    await loaded(admin);
    expect(await isTooWide(admin), path).toBe(false);
  }
  await stranger.setViewportSize({ width: 320, height: 700 });
  await stranger.goto(await usher.inbox.linkTo(email, 'invitations'));
  await stranger.getByRole('button', { name: 'Create Account' }).waitFor();
  expect(await isTooWide(stranger)).toBe(false);
});

test('the main job works by keyboard alone', async ({ stranger, admin, usher }) => {
  const email = newAddress('keys');
  await invite(admin, email, 'Admin');
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Kay', 'Board');
  await stranger.getByLabel('Password').focus();
  await stranger.keyboard.type(PASSWORD);
  await stranger.keyboard.press('Enter');
  await stranger.getByRole('link', { name: 'Invite Web User' }).first().focus();
  await stranger.keyboard.press('Enter');
  await expect(stranger.getByLabel('Email address')).toBeFocused();
  await stranger.keyboard.type('not an address');
  await stranger.getByRole('button', { name: 'Send Invite' }).focus();
  await stranger.keyboard.press('Enter');
  await expect(stranger.getByLabel('Email address')).toBeFocused();
  await expect(stranger.getByText('This is not an email address.')).toBeVisible();
});

test('signing in leads back to where one came from, and never to another site', async ({ stranger, usher }) => {
  await stranger.goto('/projects/demo/web-users?m_search=amina');
  await expect(stranger).toHaveURL(/\/sign-in\?next=/);
  await signIn(stranger, 'admin@example.org', 'lagoon at first light');
  await expect(stranger).toHaveURL(/m_search=amina/);
  await expect(stranger.getByRole('region', { name: 'Current users' }).getByRole('row')).toHaveCount(2);
  await stranger.getByRole('button', { name: 'Menu of Demo Admin' }).click();
  await stranger.getByRole('menuitem', { name: 'Sign out' }).click();
  await stranger.goto('/sign-in?next=//example.com');
  await signIn(stranger, 'admin@example.org', 'lagoon at first light');
  await expect(stranger.getByRole('heading', { name: 'Web Users', level: 1 })).toBeVisible();
  expect(new URL(stranger.url()).origin).toBe(usher.url);
});
