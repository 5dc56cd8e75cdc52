import { AxeBuilder } from '@axe-core/playwright';
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

test('who removes somebody from their page arrives at the heading of the list', async ({ admin, stranger, usher }) => {
  const email = newAddress('leaves-too');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Lou', 'Leaving');
  await admin.goto(`/projects/demo/web-users?m_search=${email}`);
  await admin.getByRole('link', { name: 'Lou Leaving' }).click();
  await pressEnter(admin.getByRole('button', { name: 'Remove Membership' }));
  await pressEnter(admin.getByRole('dialog').getByRole('button', { name: 'Remove Membership' }));
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an open menu can be read in ${colorScheme} colours, and says why something cannot be chosen`, async ({ admin }) => {
    await admin.emulateMedia({ colorScheme });
    await admin.goto('/projects/demo/web-users?m_search=admin@example.org');
    await pressEnter(admin.getByRole('button', { name: 'Actions for Demo Admin' }));
    const remove = admin.getByRole('menuitem', { name: 'Remove Membership' });
    await expect(async () => {
      await admin.keyboard.press('ArrowDown'); // does nothing while the menu is still opening
      await expect(remove).toBeFocused({ timeout: 300 });
    }).toPass();
    await expect(remove).toBeDisabled();
    await expect(remove).toHaveAccessibleDescription(/You are the only admin|Ask another admin/);
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('dialog')).toHaveCount(0);
    await expect(admin.getByRole('menu')).toHaveCSS('opacity', '1');
    expect((await new AxeBuilder({ page: admin }).include('[role="menu"]').withRules(['color-contrast']).analyze()).violations).toEqual([]);

    await admin.goto('/projects/demo/web-users?m_search=amina');
    await pressEnter(admin.getByRole('button', { name: 'Actions for Amina Diop' }));
    await expect(admin.getByRole('menu')).toHaveCSS('opacity', '1');
    for (const isUnderPointer of [false, true]) {
      if (isUnderPointer) await admin.getByRole('menuitem', { name: 'Remove Membership' }).hover();
      expect((await new AxeBuilder({ page: admin }).include('[role="menu"]').withRules(['color-contrast']).analyze()).violations).toEqual([]);
    }
  });
}

test('a role is found by typing, as a filter', async ({ admin }) => {
  const role = admin.getByRole('combobox', { name: 'Role' });
  await role.fill('nothing like it');
  await expect(admin.getByText('No role found')).toBeVisible();
  await role.fill('read');
  await role.press('ArrowDown');
  await role.press('Enter');
  await expect(admin).toHaveURL(/m_role=/);
  await expect(role).toHaveValue('Read Only');
});

test('on a small screen the menu takes the focus, and Escape gives it back', async ({ admin }) => {
  await admin.setViewportSize({ width: 390, height: 800 });
  const burger = admin.getByRole('button', { name: 'Menu', exact: true });
  const drawer = admin.getByRole('navigation', { name: 'Project space' });
  await expect(drawer).toBeHidden();
  await pressEnter(burger);
  await expect(drawer.getByRole('link').first()).toBeFocused();
  await admin.keyboard.press('Escape');
  await expect(burger).toBeFocused();
  await expect(drawer).toBeHidden();
});

test('signing in with an empty field names it', async ({ stranger }) => {
  await stranger.goto('/sign-in');
  await stranger.getByRole('button', { name: 'Sign In' }).click();
  await expect(stranger.getByText('The email address is missing.')).toBeVisible();
  await expect(stranger.getByText('The password is missing.')).toBeVisible();
  await expect(stranger.getByLabel('Email address')).toBeFocused();
  await stranger.getByLabel('Email address').fill('admin@example.org');
  await stranger.getByRole('button', { name: 'Sign In' }).click();
  await expect(stranger.getByLabel('Password')).toBeFocused();
  await expect(stranger.getByText('The email address is missing.')).toHaveCount(0);
});

test('what one may only look at is plain text, and a page that does not come says so', async ({ admin }) => {
  await admin.goto('/projects/demo/web-users?m_search=admin@example.org');
  await admin.getByRole('link', { name: 'Demo Admin' }).click();
  await expect(admin.getByText('This is you. Nobody changes their own role.')).toBeVisible();
  await expect(admin.getByRole('combobox')).toHaveCount(0);
  await expect(admin.getByText('Admin', { exact: true })).toBeVisible();

  await admin.context().setOffline(true);
  await admin.getByRole('link', { name: 'Webhooks' }).click();
  await expect(admin.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
  await admin.context().setOffline(false);
  await admin.getByRole('button', { name: 'Try again' }).click();
  await expect(admin.getByRole('heading', { name: 'Webhooks', level: 1 })).toBeVisible();
});
