import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const writings = (email: string) => [email, email.toUpperCase(), `  ${email} `, email.replace('p', 'P')];

test('ADR-1: an address is one, however it is written: signing in, inviting, looking up', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const { person } = await build.member(space);
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'Pia@Example.org ' }, '');
  for (const email of writings(person.email)) {
    const answer = await new Client(server).change('signIn', { email, password: PASSWORD }, 'userErrors { code }');
    expect(answer.userErrors).toEqual([]);
    expect(await admin.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email })).toEqual(['ALREADY_MEMBER']);
  }
  for (const email of writings('pia@example.org')) {
    expect(await admin.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email })).toEqual(['ALREADY_INVITED']);
  }
});

test('ADR-1: a unique index guards it: of accounts made at once with one address in many writings, one is there', async () => {
  const made = await Promise.allSettled(
    writings('pat@example.org').slice(0, 2).concat('pat@example.org', 'pat@example.org')
      .map(async (email) => await build.person({ email: email.toLowerCase(), username: email.toLowerCase() })));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = made.find((one): one is PromiseRejectedResult => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: '23505' });
});

test('ADR-1: nothing but lower case reaches the table, whoever writes', async () => {
  await expect(build.person({ email: 'Una@Example.org', username: 'Una@Example.org' })).rejects.toMatchObject({ code: '23514' });
});
