import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { choose, createAccount, expect, invite, newAddress, PASSWORD, signIn, test, type Usher } from '../fixtures.ts';

/** Makes a role on its page, with these permissions ticked. */
async function makeRole(admin: Page, name: string, permissions: string[], isLimited = false): Promise<void> {
  await admin.goto('/projects/demo/roles/new');
  await admin.getByLabel('Name').fill(name);
  for (const permission of permissions) await admin.getByRole('checkbox', { name: permission, exact: true }).check();
  if (isLimited) await admin.getByRole('checkbox', { name: 'Own locations only' }).check();
  await admin.getByRole('button', { name: 'Create Role' }).click();
  await expect(admin.getByText(`The role ${name} has been made.`)).toBeVisible();
}

/** Somebody who joins with this role, signed in on the page. */
async function join(admin: Page, page: Page, usher: Usher, role: string, location?: string): Promise<string> {
  const email = newAddress('joins');
  await invite(admin, email, role, location);
  await createAccount(page, await usher.inbox.linkTo(email, 'invitations'), 'Jo', 'Newcomer');
  await signIn(page, email, PASSWORD);
  await page.getByRole('heading', { level: 1, name: 'Web Users' }).waitFor();
  return email;
}

/** What the API answers to the person who is signed in on the page. */
async function ask<Data>(page: Page, query: string, variables: object = {}): Promise<{ data: Data; codes: string[] }> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const { data, errors = [] } = await response.json() as { data: Data; errors?: { extensions: { code: string } }[] };
  return { data, codes: errors.map(({ extensions }) => extensions.code) };
}

interface SpaceAnswer {
  projectSpace: {
    id: string;
    roles: { id: string; name: string }[];
    memberships: { nodes: { id: string; role: { name: string }; webUser: { email: string } }[] };
  };
}

const SPACE = `{ projectSpace(slug: "demo") { id roles { id name }
  memberships(first: 200) { nodes { id role { name } webUser { email } } } } }`;

async function spaceAsSeenBy(page: Page) {
  const { projectSpace: { id, roles, memberships: { nodes } } } = (await ask<SpaceAnswer>(page, SPACE)).data;
  return {
    id,
    roleId: (name: string) => roles.find((role) => role.name === name)?.id,
    membershipOf: (found: string) => nodes.find(({ role, webUser }) => role.name === found || webUser.email === found)?.id,
  };
}

test('a role is made, handed out and changed, and holds on the next request (ROL-3, ROL-6)', async ({ admin, stranger, usher }) => {
  await makeRole(admin, 'Team Lead', ['View web users']);
  await join(admin, stranger, usher, 'Team Lead');
  await expect(stranger.getByRole('region', { name: 'Current users' })).toBeVisible();
  await expect(stranger.getByRole('link', { name: 'Invite Web User' })).toHaveCount(0);

  await admin.goto('/projects/demo/roles');
  await expect(admin.getByRole('row', { name: /Team Lead/ })).toContainText('1');
  await admin.getByRole('link', { name: 'Team Lead' }).click();
  await admin.getByRole('checkbox', { name: 'Edit web users', exact: true }).check();
  await expect(admin.getByRole('checkbox', { name: 'View web users', exact: true })).toBeDisabled();
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await expect(admin.getByText('The role Team Lead has been changed.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole('link', { name: 'Invite Web User' })).toBeVisible();

  await admin.getByRole('link', { name: 'Team Lead' }).click();
  await expect(admin.getByRole('button', { name: 'Delete Role' })).toBeDisabled();
  await expect(admin.getByText('It is held by 1 member and 0 open invitations.')).toBeVisible();
});

test('an editor who is no admin can do nothing beyond their rights, by page or by API (ROL-4, ROL-5)', async ({ admin, stranger, usher }) => {
  await makeRole(admin, 'Inviter', ['Edit web users']);
  await join(admin, stranger, usher, 'Inviter');
  for (const page of ['settings', 'audit']) {
    await expect(stranger.getByRole('navigation', { name: 'Project space' }).getByRole('link', { name: page })).toHaveCount(0);
  }
  await stranger.goto('/projects/demo/web-users/invite');
  await stranger.getByRole('combobox', { name: 'Role' }).click();
  await expect(stranger.getByRole('option', { name: 'Inviter' })).toBeVisible();
  for (const role of ['Admin', 'App Editor', 'Billing Admin']) {
    await expect(stranger.getByRole('option', { name: role, exact: true })).toHaveCount(0);
  }
  await stranger.goto('/projects/demo/web-users?m_search=admin@example.org');
  await stranger.getByRole('link', { name: 'Demo Admin' }).click();
  await expect(stranger.getByRole('button', { name: 'Remove Membership' })).toBeDisabled();
  await stranger.goto('/projects/demo/roles/new');
  await expect(stranger.getByRole('button', { name: 'Create Role' })).toHaveCount(0);

  const space = await spaceAsSeenBy(admin);
  const [adminRole, boss, own] = [space.roleId('Admin'), space.membershipOf('admin@example.org'), space.membershipOf('Inviter')];
  const tries: [string, object, string][] = [
    ['inviteWebUser', { projectSpaceId: space.id, email: newAddress('beyond'), roleId: adminRole }, 'ROLE_NOT_AVAILABLE'],
    ['updateMembership', { membershipId: boss, roleId: adminRole }, 'CANNOT_CHANGE_MEMBER'],
    ['updateMembership', { membershipId: own, roleId: adminRole }, 'CANNOT_CHANGE_SELF'],
    ['removeMembership', { membershipId: own }, 'CANNOT_CHANGE_SELF'],
    ['createRole', { projectSpaceId: space.id, name: 'Mine', permissions: ['EDIT_ROLES'] }, 'FORBIDDEN'],
    ['updateProjectSpace', { projectSpaceId: space.id, name: 'Mine' }, 'FORBIDDEN'],
    ['createLocation', { projectSpaceId: space.id, code: 'mine', name: 'Mine' }, 'FORBIDDEN'],
  ];
  for (const [name, input, code] of tries) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const { data, codes } = await ask<Record<string, { userErrors: { code: string }[] }> | null>(stranger, `mutation ($input: ${type}) { ${name}(input: $input) { userErrors { code } } }`, { input });
    expect([name, ...codes, ...(data?.[name]?.userErrors ?? []).map(({ code: refusal }) => refusal)]).toEqual([name, code]);
  }
});

test('a person limited to an area sees and changes only what is inside (ROL-7)', async ({ admin, stranger, usher }) => {
  await makeRole(admin, 'Area Lead', ['Edit web users', 'View locations', 'View audit log'], true);
  await join(admin, stranger, usher, 'Area Lead', 'Senegal');
  await expect(stranger.getByText('You see only people at Senegal, and at the locations below.')).toBeVisible();
  const members = stranger.getByRole('region', { name: 'Current users' });
  await expect(members.getByRole('row', { name: /Amina Diop/ })).toBeVisible();
  await expect(members.getByRole('row', { name: /Kwame Mensah/ })).toHaveCount(0);
  await stranger.goto('/projects/demo/web-users?m_search=kwame');
  await expect(members.getByText('No web user matches')).toBeVisible();

  await stranger.goto('/projects/demo/locations');
  await expect(stranger.getByText('Senegal', { exact: true })).toBeVisible();
  await expect(stranger.getByText('Ghana', { exact: true })).toHaveCount(0);

  const inside = newAddress('inside');
  await invite(stranger, inside, 'Area Lead', 'Dakar');
  await stranger.goto(`/projects/demo/web-users?i_search=${inside}`);
  await expect(stranger.getByRole('row', { name: inside })).toContainText('Dakar');
  await stranger.goto('/projects/demo/audit');
  await expect(stranger.getByText(`Jo Newcomer invited ${inside}`)).toBeVisible();
  await expect(stranger.getByText(/Kwame/)).toHaveCount(0);

  const id = (await spaceAsSeenBy(admin)).membershipOf('kwame.mensah@example.org');
  const { data, codes } = await ask(stranger, 'query ($id: ID!) { projectSpace(slug: "demo") { membership(id: $id) { id } } }', { id });
  expect([data, codes]).toEqual([{ projectSpace: { membership: null } }, []]);
});

test('an admin reads in the audit log what happened, and takes it along as a file (AUD-2)', async ({ admin, usher, stranger }) => {
  await makeRole(admin, 'Auditee', ['View data']);
  const email = await join(admin, stranger, usher, 'Auditee');
  await admin.goto(`/projects/demo/web-users?m_search=${email}`);
  await admin.getByRole('link', { name: 'Jo Newcomer' }).click();
  await choose(admin, 'Role', 'Read Only');
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await expect(admin.getByText('The member has been changed.')).toBeVisible();

  await admin.goto(`/projects/demo/audit?search=${email}`);
  const events = admin.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events.first()).toContainText(`Demo Admin changed the role or locations of ${email}`);
  await expect(events.first()).toContainText('Role: Auditee → Read Only');
  await expect(events.last()).toContainText(`Demo Admin invited ${email}`);
  const downloading = admin.waitForEvent('download');
  await admin.getByRole('link', { name: 'Download' }).click();
  const file = await (await downloading).path();
  expect(readFileSync(file, 'utf8')).toContain('membership.changed');
});
