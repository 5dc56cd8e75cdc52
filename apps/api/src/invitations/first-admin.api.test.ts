import { type Builder, builder } from '../../test/build';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { NEW_INVITATION_SUPPORT_MAIL } from './new-invitation.mail';

const SUPPORT = 'support@example.org';
let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

let count = 0;
async function founded() {
  const slug = `awaited-${count += 1}`;
  const admin = `first-${count}@example.org`;
  const link = await server.usher.services.founding.foundWithAdmin({ slug, name: `Space ${slug}` }, admin);
  return { slug, admin, token: tokenOf(link) };
}
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const stateOf = async (token: string) =>
  (await build.anonymous().ask(`{ invitationByToken(token: "${token}") { state } }`)).data.invitationByToken?.state;
const inviteAnew = async (slug: string, email: string) => await server.usher.services.firstAdmins.inviteAnew(slug, email);
const ACCOUNT = { firstName: 'Ada', lastName: 'First', password: 'a long enough sentence', agreeToTerms: true };

test('the first admin of a project space that nobody ever joined is invited anew, the same or another', async () => {
  const { slug, admin, token } = await founded();
  server.clock.forward({ days: 31 });
  expect(await server.usher.services.firstAdmins.isAwaited(slug)).toBe(true);
  const again = await inviteAnew(slug, admin);
  expect(again.ended).toEqual([]);
  expect([await stateOf(token), await stateOf(tokenOf(again.link))]).toEqual(['REPLACED', 'OPEN']);

  const other = await inviteAnew(slug, 'other@example.org');
  expect(other.ended).toEqual([admin]);
  expect([await stateOf(tokenOf(again.link)), await stateOf(tokenOf(other.link))]).toEqual(['UNKNOWN', 'OPEN']);
  expect(await build.anonymous().codes('acceptInvitation', { token: tokenOf(other.link), account: ACCOUNT })).toEqual([]);

  expect(await server.usher.services.firstAdmins.isAwaited(slug)).toBe(false);
  await expect(inviteAnew(slug, 'third@example.org')).rejects.toThrow('This slug is taken.');
});

test('of accepting and inviting another at the same moment one wins: no admin comes to a project space that was given away', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { slug, token } = await founded();
    const [accepted, invited] = await Promise.all([
      build.anonymous().codes('acceptInvitation', { token, account: ACCOUNT }),
      inviteAnew(slug, `late-${round}@example.org`).then(() => true, () => false),
    ]);
    expect(accepted.length === 0).toBe(!invited);
  }
});

test('INV-9: where nobody in the project space can be told, support is, and without an address of it the page says so', async () => {
  const { slug, admin, token } = await founded();
  server.clock.forward({ days: 31 });
  const beside = await startUsher({ beside: server, config: { supportContact: 'https://help.example.org' } });
  try {
    const client = builder(beside).anonymous();
    const answer = await client.change('requestNewInvitation', { token }, '');
    expect(answer.userErrors).toEqual([expect.objectContaining({ code: 'INVALID', message: expect.stringContaining('https://help.example.org') })]);
  } finally {
    await beside.stop();
  }
  expect(await build.anonymous().codes('requestNewInvitation', { token })).toEqual([]);
  expect(await build.anonymous().codes('requestNewInvitation', { token })).toEqual([]);
  const mails = await server.usher.database.query('SELECT recipient FROM mails WHERE kind = $1', [NEW_INVITATION_SUPPORT_MAIL]);
  expect(mails).toEqual([{ recipient: SUPPORT }]);
  const [mail] = await mailTo(server, SUPPORT);
  expect(mail?.subject).toContain(admin);
  expect(mail?.text.replace(/\s+/g, ' ')).toContain(`npm run usher -- create-project-space --slug ${slug} --admin EMAIL`);
});
