import type { Page } from '@playwright/test';
import { createAccount, expect, invite, newAddress, signIn, test } from '../fixtures.ts';
import { ADMIN } from '../support/server.ts';

const pending = (page: Page, email: string) =>
  page.getByRole('region', { name: 'Pending Invitations' }).getByRole('row', { name: email });

/** How often a page asks for the list of invitations by itself. */
function countAsking(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('query Invitations(')) count += 1;
  });
  return () => count;
}

test('what others do shows without reload: sent, bounced, accepted (INV-12)',
  async ({ admin, stranger, usher, browser }) => {
    const streamed = admin.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
    await admin.goto('/projects/demo/web-users');
    expect((await streamed).headers()['content-type']).toContain('text/event-stream');
    await expect(admin.getByRole('region', { name: 'Pending Invitations' })).toBeVisible();

    const another = await (await browser.newContext({ baseURL: usher.url })).newPage();
    await another.goto('/sign-in');
    await signIn(another, ADMIN.email, ADMIN.password);
    await another.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();

    const [joins, bounces] = [newAddress('joins'), newAddress('bounces-live')];
    usher.inbox.setRefused(bounces, true);
    await invite(another, bounces);
    await expect(pending(admin, bounces).getByText('Undeliverable')).toBeVisible();
    await invite(another, joins);
    await expect(pending(admin, joins).getByText('Sent', { exact: true })).toBeVisible();
    await createAccount(stranger, await usher.inbox.linkTo(joins, 'invitations'), 'Joana', 'Live');
    await expect(pending(admin, joins)).toHaveCount(0);
    await expect(admin.getByRole('table', { name: 'Current users' }).getByRole('row', { name: joins })).toBeVisible();
    await another.context().close();
  });

test('where no stream can be had the page asks by itself', async ({ admin, usher, stranger }) => {
  await admin.route('**/graphql/stream', (route) => route.fulfill({ status: 503 }));
  const email = newAddress('polled');
  await invite(admin, email);
  const asked = countAsking(admin);
  await admin.goto(`/projects/demo/web-users?i_search=${email}`);
  await expect(pending(admin, email).getByText('Sent', { exact: true })).toBeVisible();
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Paula', 'Polled');
  await expect(pending(admin, email)).toHaveCount(0, { timeout: 10_000 });
  expect(asked()).toBeGreaterThan(1);
});
