import assert from 'node:assert/strict';
import { post } from '../load.mjs';
import { compare } from '../measure.mjs';

export const INVITE = `mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) {
  invitation { email status deliveryStatus role { name } } userErrors { code } } }`;

export async function measure({ usher, hand, client, cookie, agent, row }) {
  const { rows: [{ space, role }] } = await client.query(
    `SELECT p.id AS space, r.id AS role FROM project_spaces p JOIN roles r ON r.project_space_id = p.id WHERE p.slug = 'large'`);
  let count = 0;
  const invitation = () => ({ query: INVITE, variables: { input: { projectSpaceId: space, roleId: role, email: `new-${(count += 1)}@example.org` } } });
  const written = async (address) => {
    const body = invitation();
    const answer = JSON.parse(await post(address, agent, cookie, body));
    const { rows: [counts] } = await client.query(
      `SELECT (SELECT count(*) FROM invitations WHERE email = $1) AS invitations, (SELECT count(*) FROM mails WHERE recipient = $1) AS mails,
         (SELECT count(*) FROM audit_events WHERE subject_email = $1) AS events, (SELECT count(*) FROM invitation_links k JOIN invitations i ON i.id = k.invitation_id WHERE i.email = $1) AS links,
         (SELECT count(*) FROM pgboss.job j JOIN mails m ON m.id::text = j.data->>'mailId' WHERE m.recipient = $1) AS jobs,
         (SELECT count(*) FROM sending_counts WHERE against = 'recipient' AND who = $1) AS counts`, [body.variables.input.email]);
    delete answer.data.inviteWebUser.invitation.email;
    return { answer, counts };
  };
  const byUsher = await written(usher.address);
  assert.deepEqual(byUsher, await written(hand.address));
  assert.deepEqual(byUsher.counts, { invitations: '1', mails: '1', events: '1', links: '1', jobs: '1', counts: '1' });
  const invitations = await compare(usher, hand, cookie, invitation);
  row('one invitation', invitations.ratio.toFixed(2), '≥ 0.5', invitations.ratio >= 0.5, `${invitations.ours.toFixed(0)} against ${invitations.theirs.toFixed(0)} a second`);
}
