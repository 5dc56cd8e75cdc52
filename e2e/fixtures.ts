import { expect, test as base, type Page } from '@playwright/test';
import { Inbox } from './support/inbox.ts';
import { ADMIN, type RunningUsher, startServer } from './support/server.ts';

export interface Usher {
  url: string;
  inbox: Inbox;
  command: RunningUsher['command'];
}

interface Fixtures {
  /** A page on which the demo admin is signed in, at the web users of the demo project. */
  admin: Page;
  /** A page of somebody else, in a browser of their own. */
  stranger: Page;
}

export const test = base.extend<Fixtures, { usher: Usher }>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads what a fixture needs from this pattern
  usher: [async ({}, use) => {
    const inbox = new Inbox();
    const server = await startServer(await inbox.start());
    await use({ url: server.url, inbox, command: server.command });
    await server.stop();
    await inbox.stop();
  }, { scope: 'worker', timeout: 90_000 }],

  baseURL: async ({ usher }, use) => await use(usher.url),

  admin: async ({ page }, use) => {
    await page.goto('/sign-in');
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.getByRole('heading', { name: 'Web Users', level: 1 }).waitFor();
    await use(page);
  },

  stranger: async ({ browser, usher }, use) => {
    const context = await browser.newContext({ baseURL: usher.url });
    await use(await context.newPage());
    await context.close();
  },
});

export { expect };

/** Picks an option of a drop-down; one that a redraw closed under the pointer is opened again, as a person would. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  const choice = page.getByRole('option', { name: option, exact: true });
  await expect(async () => {
    if (!await choice.isVisible()) await field.click();
    await choice.click({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape'); // a list of several stays open, over what stands below it
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

let count = 0;

/** An address that no other journey uses. */
export const newAddress = (name: string) => `${name}-${process.pid}-${(count += 1)}@example.org`;

/** Sends an invitation on the invite page, as the admin who looks at it. */
export async function invite(page: Page, email: string, role = 'Read Only', location?: string): Promise<void> {
  await page.goto('/projects/demo/web-users/invite');
  await page.getByLabel('Email address').fill(email);
  await choose(page, 'Role', role);
  if (location) await choose(page, 'Locations', `${location} (${location.toLowerCase()})`);
  await page.getByRole('button', { name: 'Send Invite' }).click();
  await page.getByText(`The invitation to ${email} is on its way.`).waitFor();
}

export const PASSWORD = 'a quiet harbour at dusk';

/** Makes an account on the accept page. */
export async function createAccount(page: Page, path: string, firstName: string, lastName: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('checkbox', { name: /I agree/ }).check();
  await page.getByRole('button', { name: 'Create Account' }).click();
  await page.getByText('Your user account has been created.').waitFor();
}
