import { choose, createAccount, expect, invite, newAddress, PASSWORD, signIn, test } from '../fixtures.ts';

test('an admin invites, the invitee joins by the mailed link, the admin removes them and takes it back', async ({ admin, stranger, usher }) => {
  const email = newAddress('main');
  await invite(admin, email);
  await admin.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Web Users' }).click();
  const pending = admin.getByRole('region', { name: 'Pending Invitations' });
  await expect(pending.getByRole('row', { name: email })).toContainText('Sent');

  const mail = await usher.inbox.mailTo(email);
  expect(mail.subject).toBe('Demo Admin invites you to Demo project');
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Mina', 'Joiner');
  await expect(stranger.getByLabel('Email address')).toHaveValue(email);
  await stranger.getByLabel('Password').fill(PASSWORD);
  await stranger.getByRole('button', { name: 'Sign In' }).click();
  await expect(stranger.getByText('Your role does not show you the web users')).toBeVisible();

  const members = admin.getByRole('region', { name: 'Current users' });
  await admin.reload();
  await expect(members.getByRole('row', { name: email })).toContainText('Read Only');
  await expect(pending.getByRole('row', { name: email })).toHaveCount(0);
  expect((await usher.inbox.mailTo('admin@example.org')).subject).toContain(`${email} accepted`);

  await members.getByRole('button', { name: 'Actions for Mina Joiner' }).click();
  await admin.getByRole('menuitem', { name: 'Remove Membership' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Remove Mina Joiner?' });
  await expect(dialog).toContainText('Cases they own will be owned by an ID.');
  await dialog.getByRole('button', { name: 'Remove Membership' }).click();
  await expect(admin.getByText('Mina Joiner has been removed.')).toBeVisible();
  await expect(members.getByRole('row', { name: email })).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'No access' })).toBeVisible();

  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect(members.getByRole('row', { name: email })).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'Web Users' })).toBeVisible();
});

test('an admin changes a role, which holds with the next request, and can undo a removal from the list of the recently removed', async ({ admin, stranger, usher }) => {
  const email = newAddress('role');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Rolf', 'Changer');
  await signIn(stranger, email, PASSWORD);
  await expect(stranger.getByText('Your role does not show you the web users')).toBeVisible();

  await admin.goto('/projects/demo/web-users?m_search=rolf');
  await admin.getByRole('link', { name: 'Rolf Changer' }).click();
  await choose(admin, 'Role', 'Admin');
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await expect(admin.getByText('The member has been changed.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole('region', { name: 'Current users' })).toBeVisible();

  await admin.getByRole('button', { name: 'Remove Membership' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove Membership' }).click();
  await expect(admin.getByRole('heading', { name: 'Web Users', level: 1 })).toBeVisible();
  await admin.getByRole('button', { name: 'Recently removed' }).click();
  await admin.getByRole('button', { name: 'Undo removal of Rolf Changer' }).click();
  await expect(admin.getByText('Rolf Changer is a member again')).toBeVisible();
});

test("one's own membership cannot be removed, and the page says whom to ask", async ({ admin, stranger, usher }) => {
  const email = newAddress('second');
  await invite(admin, email, 'Admin');
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Seco', 'Nd');
  await signIn(stranger, email, PASSWORD);
  await stranger.getByRole('button', { name: 'Actions for Seco Nd' }).click();
  await expect(stranger.getByRole('menuitem', { name: 'Remove Membership' })).toBeDisabled();
  await expect(stranger.getByText('Ask another admin to remove your membership')).toBeVisible();
});
