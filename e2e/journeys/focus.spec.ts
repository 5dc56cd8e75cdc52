import type { Locator } from '@playwright/test';
import { choose, createAccount, expect, invite, newAddress, test } from '../fixtures.ts';

const pressEnter = async (control: Locator) => {
  await control.focus();
  await control.press('Enter');
};

test('who works by keyboard stays where they are when a dialog closes', async ({ admin, stranger, usher }) => {
  await admin.goto('/projects/demo/web-users?m_search=amina');
  const menu = admin.getByRole('button', { name: 'Actions for Amina Diop' });
  await pressEnter(menu);
  await pressEnter(admin.getByRole('menuitem', { name: 'Remove Membership' }));
  await admin.getByRole('dialog').waitFor();
  await admin.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  const former = admin.getByRole('button', { name: 'Recently removed' });
  await pressEnter(former);
  await admin.getByRole('dialog').waitFor();
  await admin.keyboard.press('Escape');
  await expect(former).toBeFocused();

  const email = newAddress('leaves');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Lea', 'Leaving');
  await admin.goto(`/projects/demo/web-users?m_search=${email}`);
  await pressEnter(admin.getByRole('button', { name: 'Actions for Lea Leaving' }));
  await pressEnter(admin.getByRole('menuitem', { name: 'Remove Membership' }));
  await pressEnter(admin.getByRole('dialog').getByRole('button', { name: 'Remove Membership' }));
  await expect(admin.getByText('Lea Leaving has been removed.')).toBeVisible();
  await expect(admin.getByRole('heading', { name: 'Web Users', level: 1 })).toBeFocused();
});

test('a button that works keeps the focus, and is not pressed twice', async ({ admin }) => {
  await admin.goto('/projects/demo/web-users?m_search=kwame');
  await admin.getByRole('link', { name: 'Kwame Mensah' }).click();
  await choose(admin, 'Role', 'Read Only');
  const sent: string[] = [];
  await admin.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('updateMembership')) return await route.continue();
    sent.push(route.request().url());
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    return await route.continue();
  });
  const save = admin.getByRole('button', { name: 'Save changes' });
  await pressEnter(save);
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
  await admin.keyboard.press('Enter');
  await expect(admin.getByText('The member has been changed.')).toBeVisible();
  await expect(save).toBeFocused();
  expect(sent).toHaveLength(1);
});
