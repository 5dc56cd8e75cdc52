import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { post } from './load.mjs';

const CLI = join(import.meta.dirname, '../dist/src/cli.js');
const INVITE = `mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) { userErrors { code } } }`;

/** Mails of so many new invitations to the project space `small`, set-based; their jobs wait in the queue. */
export async function queueMails(client, { usher, agent, cookie }, count) {
  const { rows: [{ space, role }] } = await client.query(
    `SELECT p.id AS space, r.id AS role FROM project_spaces p JOIN roles r ON r.project_space_id = p.id WHERE p.slug = 'small'`);
  const name = `mailed-${Date.now()}`;
  await post(usher.address, agent, cookie, { query: INVITE, variables: { input: { projectSpaceId: space, roleId: role, email: `${name}@example.org` } } });
  await client.query(
    `WITH keys AS (SELECT key_id FROM invitation_links WHERE project_space_id = $1 LIMIT 1), made AS (
       INSERT INTO invitations (project_space_id, email, role_id, invited_by_id, invited_at, last_sent_at, expires_at)
       SELECT $1, $3 || '-' || n || '@example.org', $2, (SELECT id FROM web_users WHERE email = 'bench@example.org'), now(), now(), now() + interval '30 days'
       FROM generate_series(1, $4::int) n RETURNING id, email),
     linked AS (
       INSERT INTO invitation_links (token_hash, project_space_id, invitation_id, sending, key_id)
       SELECT sha256(id::text::bytea), $1, id, 1, key_id FROM made, keys)
     INSERT INTO mails (kind, recipient, params, queued_at)
     SELECT 'invitation', email, jsonb_build_object('projectSpaceId', $1::text, 'invitationId', id, 'sending', 1), now() FROM made`,
    [space, role, name, count]);
  await client.query(
    `DELETE FROM pgboss.job WHERE name = 'mail'`);
  await queueAgain(client, name);
  return name;
}

/** As if none of them had been sent. */
export async function queueAgain(client, name) {
  await client.query(`UPDATE mails SET status = 'QUEUED', sent_at = NULL, attempts = 0 WHERE recipient LIKE $1 || '-%'`, [name]);
  await client.query(
    `INSERT INTO pgboss.job (name, data, expire_in, retry_limit)
     SELECT 'mail', jsonb_build_object('mailId', id), '25 seconds', 1000 FROM mails WHERE recipient LIKE $1 || '-%'`, [name]);
  await client.query('VACUUM ANALYZE mails, pgboss.job, invitations, invitation_links');
}

/** Asks the sink for what it has seen. */
export async function startSink(start) {
  const child = start(join(import.meta.dirname, 'smtp-sink.mjs'), [], {}, ['ignore', 'ignore', 'inherit', 'ipc']);
  const heard = async () => (await once(child, 'message'))[0].answer;
  const port = await heard();
  const ask = async (question) => {
    const answer = heard();
    child.send({ ask: question });
    return await answer;
  };
  return { port, ask, stop: () => child.kill() };
}

/** How many mails a second reach the sink while `work` sends them, from the first to the last of so many. */
export async function rateAt(sink, count, work) {
  await sink.ask('reset');
  const stop = await work();
  for (;;) {
    const { count: arrived, first, last } = await sink.ask('read');
    if (arrived >= count) {
      await stop();
      return (arrived - 1) / ((last - first) / 1000);
    }
    await sleep(50);
  }
}

/** The operator's `worker`, in a process of its own. */
export function startWorker(start, port) {
  const child = start(CLI, ['worker'], { SMTP_URL: `smtp://127.0.0.1:${port}` });
  return async () => {
    child.kill();
    await once(child, 'exit');
  };
}
