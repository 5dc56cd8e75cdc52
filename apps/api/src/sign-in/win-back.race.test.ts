import { PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { twoServers } from '../../test/two-servers';
import { until } from '../../test/until';
import { linkToken } from '../platform/crypto/link-token';
import { KeyRing } from '../platform/crypto/key-ring';
import type { WebUser } from '../web-users/web-user.entity';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

let addresses = 0;
const newAddress = () => `race-back-${(addresses += 1)}@example.org`;
const rowsOf = async (sql: string, id: string) => await servers.first.usher.database.query(sql, [id]);

/** The newest link of a kind, as its mail would hold it. */
async function linkOf(purpose: 'password-reset' | 'email-change' | 'security-notice', { id }: WebUser, where = 'true'): Promise<string> {
  const table = `${purpose.replace('-', '_')}s`;
  const [row] = await rowsOf(
    `SELECT id, key_id AS "keyId" FROM ${table} WHERE web_user_id = $1 AND ${where} ORDER BY created_at DESC LIMIT 1`, id);
  return linkToken(new KeyRing(servers.first.config.encryptionKeys).get('link', row.keyId), purpose, row.id, 1);
}

async function stolen() {
  const owner = await servers.build.person();
  const [evil, further] = [newAddress(), newAddress()];
  const thief = await servers.build.signedIn(owner.id);
  const ask = async (newEmail: string) => expect(await thief.codes('requestEmailChange', { newEmail, password: PASSWORD })).toEqual([]);
  await ask(evil);
  expect(await servers.build.anonymous().codes('confirmEmailChange', { token: await linkOf('email-change', owner) })).toEqual([]);
  await ask(further);
  await servers.build.anonymous().codes('requestPasswordReset', { email: evil });
  return { owner, thief, evil, links: {
    notMe: await linkOf('security-notice', owner, 'recipient LIKE \'person-%\''),
    evilNotMe: await linkOf('security-notice', owner, 'recipient LIKE \'race-back-%\''),
    change: await linkOf('email-change', owner), reset: await linkOf('password-reset', owner),
  } };
}

test(`SIG-6: whatever a thief tries at the same moment on two servers, "this wasn't me" leaves the account to its owner, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { owner, thief, evil, links } = await stolen();
    const [one, other] = round % 2 === 0 ? [servers.first, servers.second] : [servers.second, servers.first];
    const newPassword = 'a lagoon of thieves';
    const answers = await Promise.all([
      new Client(other).mutate('confirmEmailChange', { token: links.change }),
      new Client(other).mutate('requestPasswordReset', { email: evil }),
      new Client(one).mutate('reportNotMe', { token: links.notMe }),
      new Client(other).mutate('resetPassword', { token: links.reset, newPassword }),
      thief.at(one).mutate('changePassword', { currentPassword: PASSWORD, newPassword }),
      thief.at(other).mutate('requestEmailChange', { newEmail: newAddress(), password: PASSWORD }),
      new Client(one).mutate('reportNotMe', { token: links.evilNotMe }),
    ]);
    expect(answers.flatMap(({ faults }) => faults).filter((fault) => fault !== 'UNAUTHENTICATED')).toEqual([]);
    expect(answers[2]?.data.reportNotMe.userErrors).toEqual([]);
    expect(await rowsOf('SELECT email, password_hash FROM web_users WHERE id = $1', owner.id)).toEqual([{ email: owner.email, password_hash: null }]);
    expect(await rowsOf('SELECT 1 FROM email_changes WHERE web_user_id = $1 AND ended_at IS NULL', owner.id)).toEqual([]);
    expect(await rowsOf('SELECT 1 FROM security_notices WHERE web_user_id = $1 AND used_at IS NULL AND recipient LIKE \'race-back-%\'', owner.id)).toEqual([]);
    expect(await rowsOf(
      `SELECT m.recipient FROM password_resets r JOIN mails m ON m.params ->> 'resetId' = r.id::text
       WHERE r.web_user_id = $1 AND r.used_at IS NULL`, owner.id)).toEqual([{ recipient: owner.email }]);
  }
}, 300_000);

test('SIG-2: what was asked for with a password that has ended meanwhile is not done', async () => {
  const { id } = await servers.build.person();
  const [client, { database, services: { people } }] = [await servers.build.signedIn(id), servers.first.usher];
  const asked = await database.transaction(async (tx) => {
    await people.setPassword(tx, id, null);
    const begun = [
      client.codes('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon of thieves' }),
      client.codes('requestEmailChange', { newEmail: newAddress(), password: PASSWORD }),
    ];
    const waiting = async () => (await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length;
    await until(waiting, (count) => count === begun.length);
    return { begun };
  });
  expect(await Promise.all(asked.begun)).toEqual([['INVALID_CREDENTIALS'], ['INVALID_CREDENTIALS']]);
});
