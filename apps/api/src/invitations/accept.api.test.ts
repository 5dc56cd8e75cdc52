import { mailTo, tokenIn } from '../../test/inbox';
import { type Builder, builder } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';
import { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const account = { firstName: 'Ana', lastName: 'Silva', password: 'a lagoon at dusk', agreeToTerms: true };
const LINK = 'query ($token: String!) { invitationByToken(token: $token) { state email projectSpaceName roleName accountExists } }';
const LIST = `query ($slug: String!) { projectSpace(slug: $slug) {
  memberships { nodes { webUser { email username } role { name } locations { code } } } invitations { totalCount } } }`;

let counter = 0;
async function invited({ email = `new-${(counter += 1)}@example.org`, locations = [] as string[] } = {}) {
  const space = await build.space({ usesLocations: true });
  const locationIds = await Promise.all(locations.map((code) => build.location(space, code)));
  const admin = await build.member(space);
  const roleId = await build.roleNamed(space, 'Read Only');
  const { invitation } = await admin.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId, email, locationIds }, 'invitation { id }');
  const [mail] = await mailTo(server, email);
  return { space, admin, email, invitationId: invitation.id as string, token: tokenIn(mail!, 'invitations') };
}

const stateOf = async (token: string) =>
  (await build.anonymous().ask(LINK, { token })).data.invitationByToken;

describe('INV-6: a new person accepts', () => {
  test('account, membership with role and locations, and the spent invitation come together', async () => {
    const { space, admin, email, token } = await invited({ locations: ['b', 'a'] });
    const accepted = await build.anonymous().change(
      'acceptInvitation', { token, account }, 'email accountCreated membership { id }');
    expect(accepted).toEqual({ email, accountCreated: true, membership: null, userErrors: [] });
    const { data } = await admin.client.ask(LIST, { slug: space.slug });
    expect(data.projectSpace.memberships.nodes).toContainEqual({
      webUser: { email, username: email }, role: { name: 'Read Only' }, locations: [{ code: 'b' }, { code: 'a' }],
    });
    expect(data.projectSpace.invitations.totalCount).toBe(0);
  });

  test('which version of the terms was agreed to, and when, is stored', async () => {
    const { email, token } = await invited();
    await build.anonymous().change('acceptInvitation', { token, account }, '');
    const person = await server.usher.database.manager.findOneByOrFail(WebUser, { email });
    expect(person.termsVersion).toBe('7');
    expect(person.termsAgreedAt).toBeInstanceOf(Date);
  });

  test('everything that is missing is told at once, each at its field, and nothing is made', async () => {
    const { token } = await invited();
    const { userErrors } = await build.anonymous().change('acceptInvitation', {
      token, account: { firstName: ' ', lastName: 'x'.repeat(101), password: 'short', agreeToTerms: false },
    }, '');
    expect(userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, ...field])).toEqual([
      ['REQUIRED', 'account', 'firstName'], ['TOO_LONG', 'account', 'lastName'], ['WEAK_PASSWORD', 'account', 'password'],
      ['TERMS_NOT_ACCEPTED', 'account', 'agreeToTerms'],
    ]);
    expect(await stateOf(token)).toMatchObject({ state: 'OPEN' });
    expect(await build.anonymous().codes('acceptInvitation', { token })).toEqual(['REQUIRED']);
  });

  test('INV-11: the inviter is mailed', async () => {
    const { admin, email, token } = await invited();
    await build.anonymous().change('acceptInvitation', { token, account }, '');
    const [mail] = await mailTo(server, admin.person.email);
    expect(mail?.subject).toContain(`${email} accepted`);
  });
});

describe('INV-7: a person with an account', () => {
  test('signs in and joins; other memberships are untouched', async () => {
    const elsewhere = await build.space();
    const known = await build.member(elsewhere);
    const { space, token } = await invited({ email: known.person.email });
    expect(await stateOf(token)).toMatchObject({ accountExists: true });
    expect(await build.anonymous().codes('acceptInvitation', { token, account })).toEqual(['ACCOUNT_EXISTS']);
    const { membership, accountCreated } = await known.client.change(
      'acceptInvitation', { token }, 'accountCreated membership { role { name } projectSpace { slug } }');
    expect(membership).toEqual({ role: { name: 'Read Only' }, projectSpace: { slug: space.slug } });
    expect(accountCreated).toBe(false);
    const { data } = await known.client.ask('{ viewer { memberships { projectSpace { slug } } } }');
    expect(data.viewer.memberships).toHaveLength(2);
  });

  test('"my invitations" lists them, and accepts or declines each', async () => {
    const person = await build.person();
    const client = await build.signedIn(person.id);
    const first = await invited({ email: person.email });
    const second = await invited({ email: person.email });
    const { data } = await client.ask('{ viewer { invitations { id projectSpaceName roleName } } }');
    expect(data.viewer.invitations).toHaveLength(2);
    expect(await client.codes('acceptInvitation', { invitationId: first.invitationId })).toEqual([]);
    expect(await client.codes('declineInvitation', { invitationId: second.invitationId })).toEqual([]);
    const after = await client.ask('{ viewer { invitations { id } memberships { id } } }');
    expect(after.data.viewer).toMatchObject({ invitations: [], memberships: [{}] });
  });

  test('INV-8: signed in as somebody else, nothing can be accepted or declined', async () => {
    const { email, token } = await invited();
    const stranger = await build.member(await build.space());
    const { userErrors } = await stranger.client.change('acceptInvitation', { token, account }, '');
    expect(userErrors).toMatchObject([{ code: 'EMAIL_MISMATCH' }]);
    expect(userErrors[0].message).toContain(email);
    expect(await stranger.client.codes('declineInvitation', { token })).toEqual(['EMAIL_MISMATCH']);
    expect(await stranger.client.codes('acceptInvitation', { invitationId: (await invited()).invitationId }))
      .toEqual(['TOKEN_INVALID']);
  });
});

describe('INV-9: what a link shows', () => {
  test('open shows all it needs, used only the project space, unknown and deleted nothing', async () => {
    const open = await invited();
    expect(await stateOf(open.token)).toEqual({
      state: 'OPEN', email: open.email, projectSpaceName: open.space.name, roleName: 'Read Only', accountExists: false,
    });
    await build.anonymous().change('acceptInvitation', { token: open.token, account }, '');
    expect(await stateOf(open.token)).toEqual({
      state: 'USED', email: null, projectSpaceName: open.space.name, roleName: null, accountExists: null,
    });
    const gone = await invited();
    await gone.admin.client.change('removeInvitation', { invitationId: gone.invitationId }, 'removedInvitationId');
    const nothing = { state: 'UNKNOWN', email: null, projectSpaceName: null, roleName: null, accountExists: null };
    expect(await stateOf(gone.token)).toEqual(nothing);
    expect(await stateOf('no-such-token')).toEqual(nothing);
  });

  test('INV-4: a resend ends the old link, whose page says that a newer one was sent', async () => {
    const { admin, email, invitationId, token } = await invited();
    await admin.client.change('resendInvitation', { invitationId }, '');
    expect(await stateOf(token)).toMatchObject({ state: 'REPLACED' });
    expect(await build.anonymous().codes('acceptInvitation', { token, account })).toEqual(['INVITATION_REPLACED']);
    const [newest] = await mailTo(server, email, 2);
    expect(await build.anonymous().codes('acceptInvitation', { token: tokenIn(newest!, 'invitations'), account })).toEqual([]);
  });

  test('INV-3: it works once, and a used one is refused by name', async () => {
    const { token } = await invited();
    expect(await build.anonymous().codes('acceptInvitation', { token, account })).toEqual([]);
    expect(await build.anonymous().codes('acceptInvitation', { token, account })).toEqual(['INVITATION_USED']);
    expect(await build.anonymous().codes('declineInvitation', { token })).toEqual(['INVITATION_USED']);
  });

  test('INV-14: looking at the link, however often, changes nothing', async () => {
    const { token } = await invited();
    for (let look = 0; look < 3; look += 1) expect(await stateOf(token)).toMatchObject({ state: 'OPEN' });
    const page = await fetch(`${server.url}/invitations/${token}`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(server.log.join('')).not.toContain(token);
  });

  test('INV-16: "Not for me" ends the invitation and tells the inviter', async () => {
    const { admin, email, token } = await invited();
    expect(await build.anonymous().codes('declineInvitation', { token })).toEqual([]);
    expect(await stateOf(token)).toMatchObject({ state: 'USED' });
    const [mail] = await mailTo(server, admin.person.email);
    expect(mail?.subject).toContain(`${email} declined`);
  });
});

test('EML-2: the mail has text and HTML, names project space and inviter, says until when and where one signs in', async () => {
  const { space, email } = await invited();
  const [mail] = await mailTo(server, email);
  for (const part of [mail!.text.replace(/\s+/g, ' '), mail!.html]) {
    expect(part).toContain(space.name);
    expect(part).toContain('Ana Silva');
    expect(part).toMatch(/works once, until .* UTC/);
    expect(part).toContain('http://localhost:3000');
  }
});

test('the answer must name exactly one of token and invitation', async () => {
  const nobody = new Client(server);
  for (const input of [{}, { token: 'x', invitationId: 'y' }]) {
    expect((await nobody.mutate('acceptInvitation', input)).faults).toEqual(['BAD_USER_INPUT']);
  }
});

test('INV-3: expired links are refused, and open again after a resend', async () => {
  const { admin, email, invitationId, token } = await invited();
  server.clock.forward({ days: 30, seconds: 1 });
  expect(await stateOf(token)).toMatchObject({ state: 'EXPIRED', email });
  expect(await build.anonymous().codes('acceptInvitation', { token, account })).toEqual(['INVITATION_EXPIRED']);
  const client = await build.signedIn(admin.person.id);
  const { invitation } = await client.change('resendInvitation', { invitationId }, 'invitation { status deliveryStatus }');
  expect(invitation).toEqual({ status: 'PENDING', deliveryStatus: 'QUEUED' });
});
