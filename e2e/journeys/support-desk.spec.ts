import type { Browser, Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { createAccount, expect, invite, newAddress, PASSWORD, signIn, test, type Usher } from '../fixtures.ts';
import { tell } from '../support/provider.ts';
import { setUp } from '../support/second-factor.ts';

const BLOCKED = /Blocked after 3 bounces\. Contact support \(support@example\.org\)/;
const pathIn = (text: string, part: string) => new RegExp(`/${part}/[\\w-]+`).exec(text)?.[0] ?? '';

/** A page of a new member of staff: made at the command line, led to two-factor before anything else (SUP-1). */
async function newStaff(browser: Browser, usher: Usher): Promise<Page> {
  const email = newAddress('desk');
  const link = pathIn(await usher.command('create-support', '--email', email), 'reset-password');
  const page = await (await browser.newContext({ baseURL: usher.url })).newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save new password' }).click();
  await page.getByText('Your password has been changed. Sign in with it.').waitFor();
  await signIn(page, email, PASSWORD);
  await expect(page.getByRole('heading', { name: 'Set up Two Factor Authentication first' })).toBeVisible();
  await setUp(page);
  await page.goto('/support');
  await expect(page.getByText('You act as support')).toBeVisible();
  return page;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function lookUp(page: Page, region: string, label: string, text: string): Promise<void> {
  await part(page, region).getByLabel(label).fill(text);
  await part(page, region).getByRole('button', { name: 'Look up' }).click();
}

/** Before anything is done, a reason: without one the page says so. */
async function actWithReason(page: Page, act: () => Promise<void>, reason: string): Promise<void> {
  await act();
  await expect(page.getByText('The reason is missing.')).toBeVisible();
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.getByLabel('Reason').fill(reason);
  await act();
  await expect(page.getByLabel('Reason')).toHaveValue('');
}

/** Asked for, and then confirmed in the dialog. */
async function askAndConfirm(page: Page, button: string, confirmation: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('button', { name: confirmation, exact: true }).click();
}

let staff: Page;
test.beforeAll(async ({ browser, usher }) => {
  test.slow(); // starts the operator's command line beside the server
  staff = await newStaff(browser, usher);
});
test.afterAll(async () => await staff.context().close());

test('an invitation bounces once, then thrice and is blocked everywhere; support unblocks it, a resend is accepted (EML-3 to EML-6, SUP-1, SUP-2)',
  async ({ admin, stranger, usher: { inbox, url } }) => {
    const email = newAddress('bounces');
    const row = admin.getByRole('region', { name: 'Pending Invitations' }).getByRole('row', { name: email });
    await invite(admin, email);
    const { messageId = '' } = await inbox.mailTo(email);
    await admin.goto(`/projects/demo/web-users?i_search=${email}`);
    await expect(row.getByText('Sent', { exact: true })).toBeVisible();
    await tell(url, messageId, 'bounce'); // from here on nobody reloads
    await expect(row.getByText('Undeliverable')).toHaveCount(1);
    await tell(url, messageId, 'bounce', 'bounce');
    await expect(row.getByText('Undeliverable')).toHaveCount(2);
    await admin.getByRole('button', { name: `Resend ${email}` }).click();
    await expect(admin.getByText(/This address is blocked after 3 bounces, and nothing was sent/)).toBeVisible();
    await admin.goto('/projects/demo/web-users/invite');
    await admin.getByLabel('Email address').fill(email);
    await expect(admin.getByText(BLOCKED)).toBeVisible();
    expect(inbox.countTo(email)).toBe(1);

    await lookUp(staff, 'Address', 'Email address to look up', email);
    await expect(part(staff, 'Address').getByText('Blocked', { exact: true })).toBeVisible();
    await expect(part(staff, 'Address').getByText('Came back')).toHaveCount(3);
    expect((await new AxeBuilder({ page: staff }).analyze()).violations).toEqual([]);
    await actWithReason(staff, () => staff.getByRole('button', { name: 'Unblock address' }).click(), 'The mailbox was full');
    await expect(part(staff, 'Address').getByText('Not blocked', { exact: true })).toBeVisible();

    await admin.goto(`/projects/demo/web-users?i_search=${email}`);
    await admin.getByRole('button', { name: `Resend ${email}` }).click();
    await createAccount(stranger, await inbox.linkTo(email, 'invitations', 2), 'Bela', 'Toth');
    await admin.goto(`/projects/demo/audit?search=${email}`);
    await expect(admin.getByText(`Usher support let mail leave for ${email} again`)).toBeVisible();
    await expect(admin.getByText('Reason: The mailbox was full')).toBeVisible();
  });

test('the label stands beside a member whose mail comes back, and goes when support unblocks (EML-5)', async ({ admin, stranger, usher }) => {
  const email = newAddress('member-bounces');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Mira', 'Bounced');
  const { messageId = '' } = await usher.inbox.mailTo(email);
  await tell(usher.url, messageId, 'bounce', 'bounce', 'bounce');
  const row = admin.getByRole('row', { name: email });
  await admin.goto(`/projects/demo/web-users?search=${email}`);
  await expect(row.getByText('Undeliverable')).toBeVisible();
  await lookUp(staff, 'Address', 'Email address to look up', email);
  await staff.getByLabel('Reason').fill('They have a new mailbox');
  await staff.getByRole('button', { name: 'Unblock address' }).click();
  await expect(part(staff, 'Address').getByText('Not blocked', { exact: true })).toBeVisible();
  await admin.reload();
  await expect(row).toBeVisible();
  await expect(row.getByText('Undeliverable')).toHaveCount(0);
});

test('support replaces the only admin of a project space by somebody invited in their place (SUP-4)', async ({ stranger, browser, usher }) => {
  const [gone, successor] = [newAddress('gone'), newAddress('successor')];
  const slug = `orphan-${process.pid}`;
  await usher.command('create-project-space', '--slug', slug, '--name', 'Orphan', '--admin', gone);
  await createAccount(stranger, await usher.inbox.linkTo(gone, 'invitations'), 'Gone', 'Admin');
  await signIn(stranger, gone, PASSWORD);
  await expect(stranger.getByRole('heading', { name: 'Web Users', level: 1 })).toBeVisible();

  await staff.goto('/support');
  await lookUp(staff, 'Project space', 'Slug of the project space', slug);
  await part(staff, 'Project space').getByLabel('Who takes their place').fill(successor);
  await actWithReason(staff, () => askAndConfirm(staff, `Remove ${gone}`, 'Remove'), 'Left without a word');
  await expect(part(staff, 'Project space').getByText('There is no admin.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'Web Users', level: 1 })).toHaveCount(0);

  const context = await browser.newContext({ baseURL: usher.url });
  const page = await context.newPage();
  await createAccount(page, await usher.inbox.linkTo(successor, 'invitations'), 'New', 'Admin');
  await signIn(page, successor, PASSWORD);
  await page.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();
  await page.goto(`/projects/${slug}/audit`);
  await expect(page.getByText(`Usher support removed ${gone}`)).toBeVisible();
  await expect(page.getByText('Reason: Left without a word').first()).toBeVisible();
  await context.close();
});

test('an account is deactivated only when that is confirmed, and each person has a reason of their own (SUP-4)', async ({ admin, stranger, usher }) => {
  const [email, other] = [newAddress('rests'), newAddress('other')];
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Rae', 'Rests');
  await staff.goto('/support');
  await lookUp(staff, 'Person', 'Email address of the person', email);
  await staff.getByLabel('Reason').fill('They asked for it');
  await staff.getByRole('button', { name: 'Deactivate account' }).click();
  await staff.keyboard.press('Escape');
  await expect(staff.getByRole('button', { name: 'Deactivate account' })).toBeFocused();
  await expect(part(staff, 'Person').getByText('Active', { exact: true })).toBeVisible();
  await askAndConfirm(staff, 'Deactivate account', 'Deactivate account');
  await expect(staff.getByText(`The account of ${email} is deactivated.`)).toBeVisible();
  await expect(staff.getByLabel('Reason')).toHaveValue('');
  await staff.getByLabel('Reason').fill('They came back');
  await lookUp(staff, 'Person', 'Email address of the person', other);
  await expect(part(staff, 'Person').getByText('Nothing is known under this.')).toBeVisible();
  await expect(staff.getByLabel('Reason')).toHaveValue('');
});
