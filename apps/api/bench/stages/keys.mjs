import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { load, median, post } from '../load.mjs';
import { compare, QUICK } from '../measure.mjs';
import { INVITE } from './invitation.mjs';
import { PAGE } from './members.mjs';

const page = { query: PAGE, variables: { slug: 'large' } };
const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }';

/** What programs ask, by API key (API-1), and what an Idempotency-Key costs them (API-3). */
export async function measure({ usher, hand, client, cookie, agent, row }) {
  // A key hands out no Admin, and the data has no other role.
  const { rows: [{ space, role }] } = await client.query(
    `INSERT INTO roles (project_space_id, name, description, permissions, is_admin, is_preset)
     SELECT id, 'Nothing', '', ARRAY[]::text[], false, false FROM project_spaces WHERE slug = 'large' RETURNING project_space_id AS space, id AS role`);
  await client.query(`UPDATE roles SET permissions = array_append(permissions, 'MANAGE_INTEGRATIONS') WHERE project_space_id = $1 AND is_admin`, [space]);
  const input = { projectSpaceId: space, name: 'Bench', permissions: ['EDIT_WEB_USERS'] };
  const { data: { createApiKey: { secret } } } = JSON.parse(await post(usher.address, agent, cookie, { query: CREATE, variables: { input } }));
  const key = { authorization: `Bearer ${secret}` };

  const [ours, theirs] = await Promise.all([usher, hand].map(({ address }) => post(address, agent, key, page)));
  assert.deepEqual(JSON.parse(ours), JSON.parse(theirs));
  const { ratio, ours: rate, theirs: handRate } = await compare(usher, hand, key, () => page);
  row('page of 50 of 100,000 members by API key', ratio.toFixed(2), '≥ 0.6', ratio >= 0.6, `${rate.toFixed(0)} against ${handRate.toFixed(0)} a second`);

  const invitation = () => ({ query: INVITE, variables: { input: { projectSpaceId: space, roleId: role, email: `${randomUUID()}@example.org` } } });
  assert.deepEqual(JSON.parse(await post(usher.address, agent, key, invitation())).data.inviteWebUser.userErrors, []);
  const timeOf = async (whoOf) => (await load({ url: usher.address, whoOf, bodyOf: invitation, connections: 1, seconds: QUICK ? 1 : 5 })).p50;
  const rounds = [];
  for (let round = 0; round < (QUICK ? 1 : 5); round += 1) {
    rounds.push([await timeOf(() => ({ ...key, 'idempotency-key': randomUUID() })), await timeOf(() => key)]);
  }
  const [guarded, plain] = [0, 1].map((which) => median(rounds.map((times) => times[which])));
  const times = median(rounds.map(([one, other]) => one / other));
  row('one invitation with an Idempotency-Key against one without, p50', times.toFixed(2), '–', true, `${guarded.toFixed(2)} ms against ${plain.toFixed(2)} ms`);
}
