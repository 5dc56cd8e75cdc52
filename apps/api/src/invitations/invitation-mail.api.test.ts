import { type Builder, builder } from '../../test/build';
import { mailTo, tokenIn } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { Language } from '../mail-texts/language';
import { momentIn } from '../mail-texts/mail-texts';

const PUBLIC_URL = 'https://usher.example';
let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true, config: { publicUrl: PUBLIC_URL } });
  build = builder(server);
});
afterAll(async () => await server.stop());

let count = 0;
async function invited(options: { language?: Language; name?: string } = {}) {
  const space = await build.space(options);
  const admin = await build.member(space);
  const email = `mailed-${count += 1}@example.org`;
  const { invitation } = await admin.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, 'invitation { expiresAt }');
  const [mail] = await mailTo(server, email);
  return { space, admin, email, mail: mail ?? { subject: '', text: '', html: '' }, expiresAt: new Date(invitation.expiresAt) };
}

test.each([
  [Language.EN, 'Ana Silva invites you to Clinic', 'works once'], [Language.FR, 'Ana Silva vous invite à rejoindre Clinic', "qu'une fois"],
  [Language.ES, 'Ana Silva le invita a Clinic', 'una sola vez'], [Language.PT, 'Ana Silva convida você para Clinic', 'uma única vez'],
])('EML-2: an invitation to a project space in %s says all it must, in that language', async (language, subject, once) => {
  const { mail, expiresAt } = await invited({ language, name: 'Clinic' });
  expect(mail.subject).toBe(subject);
  for (const part of [mail.text.replaceAll(/\s+/g, ' '), mail.html.replaceAll('&#39;', "'").replaceAll(/\s+/g, ' ')]) {
    expect(part).toContain('Ana Silva');
    expect(part).toContain(once);
    expect(part).toContain(momentIn(language, expiresAt).replaceAll(/\s+/g, ' '));
    expect(part).toMatch(/sign in at https:\/\/usher\.example|vous connectez à l'adresse https|inicia sesión en https|acesso é feito em https/);
  }
  expect(mail.html).toContain(`lang="${language.toLowerCase()}"`);
});

test('the language is a setting, and holds for mail that is sent from then on', async () => {
  const { space, admin } = await invited();
  const changed = await admin.client.change('updateProjectSpace', { projectSpaceId: space.id, language: 'FR' }, 'projectSpace { language }');
  expect(changed.projectSpace).toEqual({ language: 'FR' });
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'after@example.org' }, '');
  expect((await mailTo(server, 'after@example.org'))[0]?.subject).toContain('vous invite');
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { auditEvents(filter: { actions: ["project-space.changed"] }) {
    nodes { changes { field from to } } } } }`);
  expect(data.projectSpace.auditEvents.nodes[0].changes).toEqual([{ field: 'language', from: 'EN', to: 'FR' }]);
});

test('mail of an account is in the language of the project space the person was in last', async () => {
  const french = await build.space({ language: Language.FR });
  const { person } = await build.member(french);
  await build.anonymous().change('requestPasswordReset', { email: person.email }, '');
  expect((await mailTo(server, person.email))[0]?.subject).toBe('Choisissez un nouveau mot de passe pour Usher');
});

test.each([
  ['<b onclick="x()">Clinic</b> & {{name}} %7B ${x} @@body@@'], ['Clinic https://evil.example/login'], ['<a href=https://evil.example>']])(
  'a project space called %j does no harm', async (name) => {
    const { mail } = await invited({ name });
    expect(mail.html).not.toMatch(/<b onclick|<a href=https/);
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    expect(links).toHaveLength(2);
    for (const link of links) expect(link).toMatch(/^https:\/\/usher\.example\/invitations\//);
    expect(`${mail.text}${mail.html}${mail.subject}`).not.toContain('https://evil');
  });

test.each(['Host', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'X-Original-Host'])(
  'links begin with PUBLIC_URL whatever %s says', async (header) => {
    const { person } = await build.member(await build.space());
    const value = { 'X-Forwarded-Proto': 'gopher', Forwarded: 'host=evil.example;proto=http' }[header] ?? 'evil.example';
    await build.anonymous().ask(
      'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { userErrors { code } } }',
      { input: { email: person.email } }, { [header]: value });
    const [mail] = await mailTo(server, person.email);
    expect(mail?.text).not.toMatch(/evil|gopher/);
    expect(tokenIn(mail ?? { text: '' }, 'reset-password')).toBeTruthy();
    for (const [url] of mail?.text.matchAll(/\w+:\/\/\S+/g) ?? []) expect(url).toMatch(/^https:\/\/usher\.example/);
  });
