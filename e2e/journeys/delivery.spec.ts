import type { Page } from '@playwright/test';
import { expect, invite, newAddress, test, type Usher } from '../fixtures.ts';

const rowOf = (page: Page, email: string) =>
  page.getByRole('region', { name: 'Pending Invitations' }).getByRole('row', { name: email });

const BLOCKED = /Blocked after 3 bounces\. Contact support \(support@example\.org\)/;

/** Resends until the third bounce; each time the mail has come back before the next leaves. */
async function bounceThrice(page: Page, { inbox }: Usher, email: string): Promise<void> {
  const label = rowOf(page, email).getByText('Undeliverable');
  for (const bounces of [2, 3]) {
    await expect.poll(() => inbox.countRefused(email)).toBe(bounces - 1);
    await expect(label).toHaveCount(1);
    await page.getByRole('button', { name: `Resend ${email}` }).click();
  }
  await expect(label).toHaveCount(2);
}

test('mail that the server refuses thrice: the label, the time line, and a look at it from the command line (EML-4, EML-5, SUP-2)',
  async ({ admin, usher }) => {
    const email = newAddress('refused');
    usher.inbox.setRefused(email, true);
    await invite(admin, email);
    await admin.goto(`/projects/demo/web-users?i_search=${email}`);
    await bounceThrice(admin, usher, email);
    await rowOf(admin, email).getByText('Undeliverable').first().hover();
    await expect(admin.getByRole('tooltip', { name: BLOCKED })).toBeVisible();
    await admin.getByRole('link', { name: `Edit ${email}` }).click();
    const timeLine = admin.getByRole('region', { name: 'Delivery of its mails' });
    await expect(timeLine.getByText('Came back')).toHaveCount(3);
    await expect(timeLine.getByText(/no such user/)).toHaveCount(3);
    expect(usher.inbox.countTo(email)).toBe(0);
    expect(await usher.command('address', 'lookup', email)).toContain('3 bounces and 0 complaints count against it');
  });

test('the form says while one types that an address is blocked, and pending invitations are filtered by delivery (EML-5)',
  async ({ admin, usher }) => {
    const email = newAddress('typed-blocked');
    usher.inbox.setRefused(email, true);
    await invite(admin, email);
    await admin.goto(`/projects/demo/web-users?i_search=${email}&i_delivery=UNDELIVERABLE`);
    await bounceThrice(admin, usher, email);
    await admin.getByRole('button', { name: `Delete ${email}` }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await admin.goto('/projects/demo/web-users/invite');
    await admin.getByLabel('Email address').fill(email);
    await expect(admin.getByText(BLOCKED)).toBeVisible();
    await admin.getByRole('button', { name: 'Send Invite' }).click();
    await expect(admin.getByText(/This address is blocked after 3 bounces, and nothing was sent/).first()).toBeVisible();
    expect(usher.inbox.countTo(email)).toBe(0);
  });
