import { type Builder, builder } from '../../test/build';
import { mailTo, tokenIn } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { Mail } from '../platform/mail/mail.entity';
import { NEW_INVITATION_MAIL } from './new-invitation.mail';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

let count = 0;
async function invited() {
  const space = await build.space();
  const [inviter, other] = [await build.member(space), await build.member(space)];
  const email = `asks-${count += 1}@example.org`;
  const { invitation } = await inviter.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId: inviter.roleId, email }, 'invitation { id }');
  const [mail] = await mailTo(server, email);
  return { space, inviter, other, email, id: invitation.id as string, token: tokenIn(mail ?? { text: '' }, 'invitations') };
}
const ask = async (token: string) => await build.anonymous().codes('requestNewInvitation', { token });
const told = async (recipient: string) => await server.usher.database.manager.countBy(Mail, { recipient, kind: NEW_INVITATION_MAIL });

test('INV-9: the holder of an expired link asks for a new invitation, and the inviter is told, once a day', async () => {
  const { inviter, other, email, token } = await invited();
  expect(await ask(token)).toEqual(['INVALID']);
  server.clock.forward({ days: 31 });
  expect(await Promise.all([ask(token), ask(token), ask(token)])).toEqual([[], [], []]);
  expect(await told(inviter.person.email)).toBe(1);
  expect(await told(other.person.email)).toBe(0);
  const { subject, text } = (await mailTo(server, inviter.person.email))[0] ?? { subject: '', text: '' };
  expect(subject).toContain(`${email} asks for a new invitation to Space`);
  expect(text).toContain(`/web-users?i_search=${encodeURIComponent(email)}`);
  server.clock.forward({ hours: 23 });
  await ask(token);
  expect(await told(inviter.person.email)).toBe(1);
  server.clock.forward({ hours: 1 });
  await ask(token);
  expect(await told(inviter.person.email)).toBe(2);
});

test('the admins are told where the inviter has left', async () => {
  const { inviter, other, token } = await invited();
  await other.client.change('removeMembership', { membershipId: inviter.membershipId }, '');
  server.clock.forward({ days: 31 });
  await ask(token);
  expect([await told(inviter.person.email), await told(other.person.email)]).toEqual([0, 1]);
});

test('a replaced link asks as well; unknown, deleted and used ones do not, and the answer tells nothing more', async () => {
  const { inviter, id, token } = await invited();
  await inviter.client.change('resendInvitation', { invitationId: id }, '');
  expect(await ask(token)).toEqual([]);
  expect(await told(inviter.person.email)).toBe(1);
  const gone = await invited();
  await gone.inviter.client.change('removeInvitation', { invitationId: gone.id }, '');
  expect(await ask(gone.token)).toEqual(await ask('unknown'));
  expect(await ask('unknown')).toEqual(['TOKEN_INVALID']);
  const used = await invited();
  await build.anonymous().change('declineInvitation', { token: used.token }, '');
  expect(await ask(used.token)).toEqual(['INVITATION_USED']);
  expect(await told(used.inviter.person.email)).toBe(0);
});
