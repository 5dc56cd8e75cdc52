import { choose, createAccount, expect, invite, newAddress, PASSWORD, signIn, test } from '../fixtures.ts';

test('a resent invitation ends the earlier link; a deleted one looks like none', async ({ admin, stranger, usher }) => {
  const email = newAddress('resend');
  await invite(admin, email);
  const earlier = await usher.inbox.linkTo(email, 'invitations');
  await admin.goto('/projects/demo/web-users');
  await admin.getByRole('button', { name: `Resend ${email}` }).dblclick(); // once is meant
  await expect(admin.getByText('The earlier link no longer works.')).toBeInViewport();
  const newest = await usher.inbox.linkTo(email, 'invitations', 2);
  await stranger.goto(earlier);
  await expect(stranger.getByRole('heading', { name: 'A newer invitation was sent' })).toBeVisible();
  await expect(stranger.getByText('the latest mail that invites you to Demo project.')).toBeVisible();
  await stranger.goto(newest);
  await expect(stranger.getByRole('heading', { name: 'Join Demo project' })).toBeVisible(); // a second resend had ended it
  await admin.getByRole('button', { name: `Delete ${email}` }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(admin.getByText(`The invitation to ${email} has been deleted.`)).toBeVisible();
  await stranger.goto(newest);
  await expect(stranger.getByRole('heading', { name: 'This link is not known' })).toBeVisible();
});

test('several addresses at once each have their own outcome, and what was refused stays to be corrected', async ({ admin }) => {
  const [one, two] = [newAddress('many'), newAddress('many')];
  await admin.goto('/projects/demo/web-users/invite');
  await expect(admin.getByRole('combobox', { name: 'Role' })).toHaveValue('Admin');
  await admin.getByLabel('Email address').fill(`${one}\nnot an address\n${two}, admin@example.org`);
  await admin.getByRole('button', { name: 'Send Invite' }).click();
  const outcomes = admin.getByRole('list', { name: 'Outcome of each address' });
  await expect(outcomes.getByRole('listitem')).toHaveText(
    [/Invited/, /This is not an email address/, /Invited/, /already belongs to the project space/]);
  await expect(admin.getByLabel('Email address')).toHaveValue('not an address\nadmin@example.org');
  const tooMany = Array.from({ length: 101 }, () => newAddress('lot')).join('\n');
  await admin.getByLabel('Email address').fill(tooMany);
  await admin.getByRole('button', { name: 'Send Invite' }).click();
  await expect(admin.getByText('Give between 1 and 100 of them at once.')).toBeVisible();
  await expect(admin.getByLabel('Email address')).toHaveValue(tooMany);
});

test('the form says at once who is a member, who is invited, and what was mistyped', async ({ admin }) => {
  const email = newAddress('typed');
  await invite(admin, email);
  await admin.getByLabel('Email address').fill('admin@example.org');
  await expect(admin.getByText('Already a member.')).toBeVisible();
  await admin.getByLabel('Email address').fill(email);
  await expect(admin.getByRole('link', { name: 'Resend the invitation' })).toBeVisible();
  await admin.getByLabel('Email address').fill('ana@gmial.com');
  await admin.getByRole('button', { name: 'Use it' }).click();
  await expect(admin.getByLabel('Email address')).toHaveValue('ana@gmail.com');
});

test('an invitation is edited: new role and locations, no second mail', async ({ admin }) => {
  const email = newAddress('edit');
  await invite(admin, email);
  await admin.goto(`/projects/demo/web-users?i_search=${email}`);
  await admin.getByRole('link', { name: `Edit ${email}` }).click();
  await choose(admin, 'Role', 'App Editor');
  await admin.getByRole('combobox', { name: 'Locations' }).fill('dak');
  await admin.getByRole('option', { name: 'Dakar' }).click();
  await admin.keyboard.press('Escape');
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await expect(admin.getByText('The invitation has been changed. No mail was sent.')).toBeVisible();
  await admin.goto(`/projects/demo/web-users?i_search=${email}`);
  await expect(admin.getByRole('region', { name: 'Pending Invitations' }).getByRole('row', { name: email })).toContainText(/App Editor.*Dakar/);
});

test('a selection is resent and deleted together', async ({ admin, usher }) => {
  const part = newAddress('choose').split('@')[0] ?? '';
  const emails = ['x', 'y'].map((end) => `${part}-${end}@example.org`);
  for (const email of emails) await invite(admin, email);
  await admin.goto(`/projects/demo/web-users?i_search=${part}`);
  await admin.getByRole('checkbox', { name: 'Select all on this page' }).check();
  const selection = admin.getByRole('group', { name: '2 selected' });
  await selection.getByRole('button', { name: 'Resend' }).click();
  await expect(admin.getByText('2 invitations sent again.')).toBeVisible();
  await usher.inbox.mailTo(emails[1] ?? '', 2);
  await admin.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await selection.getByRole('button', { name: 'Delete' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(admin.getByText('2 invitations deleted.')).toBeVisible();
});

test('the pending list is sorted on the server, by the keyboard too, and its order stays in the address (INV-12)', async ({ admin }) => {
  const part = newAddress('order').split('@')[0] ?? '';
  const [first, second] = ['x', 'y'].map((end) => `${part}-${end}@example.org`);
  for (const email of [second, first]) await invite(admin, email ?? '');
  await admin.goto(`/projects/demo/web-users?i_search=${part}`);
  const table = admin.getByRole('table', { name: 'Pending Invitations' });
  const column = (name: string) => table.getByRole('columnheader', { name });
  const isInOrder = async (...emails: (string | undefined)[]) =>
    await expect(table.getByRole('row').filter({ hasText: part })).toHaveText(emails.map((email) => new RegExp(email ?? '')));
  await expect(column('Sort by Invited')).toHaveAttribute('aria-sort', 'descending');
  await isInOrder(first, second);
  await column('Sort by Invited').getByRole('button').click();
  await isInOrder(second, first);
  await expect(column('Sort by Invited')).toHaveAttribute('aria-sort', 'ascending');
  await column('Sort by Email address').getByRole('button').focus();
  await admin.keyboard.press('Enter');
  await isInOrder(first, second);
  await expect(column('Sort by Invited')).toHaveAttribute('aria-sort', 'none');
  await admin.keyboard.press('Enter');
  await isInOrder(second, first);
  await admin.reload();
  await isInOrder(second, first);
  await expect(column('Sort by Email address')).toHaveAttribute('aria-sort', 'descending');
});

test('a person with an account signs in and joins; somebody else cannot, and may switch account', async ({ admin, stranger, usher }) => {
  const email = newAddress('known');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Kim', 'Known');
  await admin.goto('/projects/demo/web-users?m_search=kim');
  await admin.getByRole('button', { name: 'Actions for Kim Known' }).click();
  await admin.getByRole('menuitem', { name: 'Remove Membership' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove Membership' }).click();
  await admin.getByText('Kim Known has been removed.').waitFor();
  await invite(admin, email);
  const link = await usher.inbox.linkTo(email, 'invitations', 2);

  await admin.goto(link);
  await expect(admin.getByRole('heading', { name: 'This invitation is for somebody else' })).toBeVisible();
  await expect(admin.getByText(`It was sent to ${email}, and you are signed in as admin@example.org.`)).toBeVisible();
  await admin.getByRole('button', { name: 'Switch account' }).click();
  await expect(admin.getByText('You have an account already.')).toBeVisible();

  await stranger.goto(link);
  await stranger.getByLabel('Password').fill(PASSWORD);
  await stranger.getByRole('button', { name: 'Sign In' }).click();
  await stranger.getByRole('button', { name: 'Accept Invitation' }).click();
  await expect(stranger.getByText('You are now a member of Demo project.')).toBeVisible();
});

test('"Not for me" declines after a question, and the inviter is told', async ({ admin, stranger, usher }) => {
  const email = newAddress('decline');
  await invite(admin, email);
  await stranger.goto(`${await usher.inbox.linkTo(email, 'invitations')}?answer=decline`);
  await stranger.getByRole('dialog').getByRole('button', { name: 'Not for me' }).click();
  await expect(stranger.getByRole('heading', { name: 'You have declined' })).toBeVisible();
  await expect.poll(async () => (await usher.inbox.mailTo('admin@example.org')).subject).toContain(`${email} declined`);
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'This invitation has been answered already' })).toBeVisible();
  await expect(stranger.getByText('You were invited to Demo project.')).toBeVisible();
});

test('a forgotten password is set anew by the mailed link', async ({ admin, stranger, usher }) => {
  const email = newAddress('forgot');
  await invite(admin, email);
  await createAccount(stranger, await usher.inbox.linkTo(email, 'invitations'), 'Fara', 'Forgot');
  await stranger.getByRole('link', { name: 'Forgot password?' }).click();
  await stranger.getByRole('heading', { name: 'Forgot password' }).waitFor();
  await expect(stranger.getByLabel('Email address')).toHaveValue(email);
  await stranger.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(stranger.getByText('a link is on its way')).toBeVisible();
  await stranger.goto(await usher.inbox.linkTo(email, 'reset-password'));
  await stranger.getByLabel('New password').fill('another harbour at dawn');
  await stranger.getByRole('button', { name: 'Save new password' }).click();
  await expect(stranger.getByText('Your password has been changed.')).toBeVisible();
  await signIn(stranger, email, 'another harbour at dawn');
  await expect(stranger.getByRole('heading', { name: 'Web Users' })).toBeVisible();
});
