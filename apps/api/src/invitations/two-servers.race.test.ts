import { type Answer, Client } from '../../test/client';
import { tokenIn } from '../../test/inbox';
import { twoServers } from '../../test/two-servers';
import type { TestUsher } from '../../test/usher';
import { Invitation, InvitationState } from './invitation.entity';
import { InvitationLink } from './invitation-link.entity';
import { tokenOf } from './invitation-token';
import { KeyRing } from '../platform/crypto/key-ring';
import { Membership } from '../memberships/membership.entity';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

const account = { firstName: 'Ana', lastName: 'Silva', password: 'a lagoon at dusk', agreeToTerms: true };
const codesOf = (answer: Answer, name: string): string[] =>
  [...answer.faults, ...(answer.data?.[name]?.userErrors ?? []).map(({ code }: { code: string }) => code)];
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

async function linkOf(invitationId: string): Promise<string> {
  const link = await servers.first.usher.database.manager.findOneByOrFail(InvitationLink, { invitationId });
  const token = tokenOf(new KeyRing(servers.first.config.encryptionKeys), link);
  if (!token) throw new Error('The link key is missing.');
  return tokenIn({ text: `/invitations/${token}` }, 'invitations');
}

test(`INV-10: of two accepts of one link at once exactly one succeeds, ${ROUNDS} rounds on two servers`, async () => {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  for (const round of rounds) {
    const email = `accept-${round}@example.org`;
    const { invitation } = await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, 'invitation { id }');
    const token = await linkOf(invitation.id);
    const answers = await Promise.all([servers.first, servers.second].map(
      (server) => new Client(server).mutate('acceptInvitation', { token, account })));
    const codes = answers.flatMap((answer) => codesOf(answer, 'acceptInvitation'));
    expect(codes).toHaveLength(1);
    expect(['INVITATION_USED', 'ACCOUNT_EXISTS']).toContain(codes[0]);
  }
  const { manager } = servers.first.usher.database;
  expect(await manager.countBy(Membership, { projectSpaceId: space.id })).toBe(ROUNDS + 1);
}, 300_000);

test(`INV-2: of two invites of one address at once one wins, the other gets ALREADY_INVITED, ${ROUNDS} rounds`, async () => {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  for (const round of rounds) {
    const input = { projectSpaceId: space.id, roleId: admin.roleId, email: `invite-${round}@example.org` };
    const answers = await Promise.all([servers.first, servers.second].map((server) => admin.client.at(server).mutate('inviteWebUser', input)));
    expect(answers.flatMap((answer) => codesOf(answer, 'inviteWebUser'))).toEqual(['ALREADY_INVITED']);
  }
  const { manager } = servers.first.usher.database;
  expect(await manager.countBy(Invitation, { projectSpaceId: space.id, status: InvitationState.OPEN })).toBe(ROUNDS);
}, 300_000);

test(`INV-2: an account's two addresses invited at once give one invitation, ${ROUNDS} rounds`, async () => {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  for (const round of rounds) {
    const person = await servers.build.person();
    const other = `other-${round}@example.org`;
    await servers.first.usher.database.query('INSERT INTO claimed_addresses VALUES ($1, $2)', [other, person.id]);
    const invite = (server: TestUsher, email: string) =>
      admin.client.at(server).mutate('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email });
    const answers = await Promise.all([invite(servers.first, person.email), invite(servers.second, other)]);
    expect(answers.flatMap((answer) => codesOf(answer, 'inviteWebUser'))).toEqual(['ALREADY_INVITED']);
  }
}, 300_000);

test(`INV-4: resending and accepting at once never leave a link that works twice, ${ROUNDS} rounds`, async () => {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  for (const round of rounds) {
    const email = `resend-${round}@example.org`;
    const { invitation } = await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, 'invitation { id }');
    const token = await linkOf(invitation.id);
    const [accepted, resent] = await Promise.all([
      new Client(servers.first).mutate('acceptInvitation', { token, account }),
      admin.client.at(servers.second).mutate('resendInvitation', { invitationId: invitation.id }),
    ]);
    const isAccepted = codesOf(accepted, 'acceptInvitation').length === 0;
    expect(codesOf(resent, 'resendInvitation')).toEqual(isAccepted ? ['NOT_FOUND'] : []);
    const { status } = await servers.first.usher.database.manager.findOneByOrFail(Invitation, { id: invitation.id });
    expect(status).toBe(isAccepted ? InvitationState.ACCEPTED : InvitationState.OPEN);
  }
}, 300_000);
