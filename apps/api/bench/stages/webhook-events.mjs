import assert from 'node:assert/strict';
import { randomUUID, sign } from 'node:crypto';
import { median } from '../load.mjs';
import { QUICK } from '../measure.mjs';
import { queueMails } from '../mails.mjs';

const EVENTS = 10_000;
const ROUNDS = QUICK ? 1 : 5;
const KINDS = { delivered: 'DELIVERED', deferred: 'DEFERRED', bounce: 'BOUNCED' };
const nameOf = (index) => (index % 10 === 0 ? 'bounce' : index % 5 === 1 ? 'deferred' : 'delivered');

/** SendGrid's events in one POST, beside one transaction written by hand that comes to the same rows. */
export async function measure({ client, usher, agent, cookie, row, eventKey }) {
  const name = await queueMails(client, { usher, agent, cookie }, EVENTS);
  await client.query(`DELETE FROM pgboss.job WHERE name = 'mail'`);
  await client.query(`UPDATE mails SET status = 'SENT', sent_at = now(), attempts = 1 WHERE recipient LIKE $1 || '-%'`, [name]);
  const { rows: mails } = await client.query(`SELECT id, recipient FROM mails WHERE recipient LIKE $1 || '-%' ORDER BY id`, [name]);
  const batch = () => mails.map(({ id, recipient }, index) => ({
    email: recipient, event: nameOf(index), mailId: id, timestamp: Math.floor(Date.now() / 1000), sg_event_id: randomUUID(),
    sg_message_id: `${randomUUID()}.recvd-5f5fc76c-9.0`, response: '250 2.0.0 OK', reason: '550 5.1.1 no such user', ip: '167.89.101.76', tls: 1,
  }));
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [ours, found] = [await timed(client, mails, async () => await posted(usher, eventKey, batch())), await outcomeOf(client, name)];
    const theirs = await timed(client, mails, async () => await written(client, batch()));
    assert.deepEqual(found, await outcomeOf(client, name));
    assert.equal(found.events, String(EVENTS));
    if (round > 0) rounds.push([ours, theirs]);
  }
  const ratio = median(rounds.map(([ours, theirs]) => ours / theirs));
  row('10,000 events of mails in one POST, against one transaction by hand', ratio.toFixed(2), '≤ 3', ratio <= 3,
    `${median(rounds.map(([ours]) => ours)).toFixed(0)} ms against ${median(rounds.map(([, theirs]) => theirs)).toFixed(0)} ms`);
}

/** Milliseconds, from where nothing is known of these mails. */
async function timed(client, mails, work) {
  await client.query('TRUNCATE delivery_events, mail_addresses, undeliverable_notices');
  await client.query(`UPDATE invitations SET delivery_status = 'SENT' WHERE delivery_status <> 'SENT'`);
  await client.query('VACUUM ANALYZE invitations, mails');
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function posted({ address }, key, events) {
  const body = JSON.stringify(events);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(`${address}/webhooks/sendgrid`, {
    method: 'POST', body,
    headers: {
      'content-type': 'application/json', 'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), key).toString('base64'),
    },
  });
  assert.deepEqual(await response.json(), { events: EVENTS, taken: EVENTS });
}

/** What somebody writes who needs just this: events once, addresses, statuses, whom to tell. */
async function written(client, events) {
  await client.query('BEGIN');
  await client.query(
    `WITH told AS (
       SELECT e.*, m.recipient, m.invitation_id, m.project_space_id
       FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) AS e (id, mail_id, kind, at, detail)
       JOIN mails m ON m.id = e.mail_id),
     added AS (
       INSERT INTO delivery_events (id, mail_id, address, kind, at, detail, stands_for, counts_until)
       SELECT id, mail_id, recipient, kind, at, detail,
         CASE kind WHEN 'DELIVERED' THEN 'DELIVERED' WHEN 'BOUNCED' THEN 'UNDELIVERABLE' END, CASE kind WHEN 'BOUNCED' THEN 'infinity'::timestamptz END
       FROM told ON CONFLICT (id) DO NOTHING RETURNING mail_id, address, stands_for),
     bounced AS (
       INSERT INTO mail_addresses (address) SELECT DISTINCT address FROM added WHERE stands_for = 'UNDELIVERABLE' ON CONFLICT DO NOTHING),
     changed AS (
       UPDATE invitations i SET delivery_status = a.stands_for FROM added a JOIN mails m ON m.id = a.mail_id
       WHERE i.project_space_id = m.project_space_id AND i.id = m.invitation_id AND a.stands_for IS NOT NULL
       RETURNING i.project_space_id, i.invited_by_id, i.email, i.delivery_status)
     INSERT INTO undeliverable_notices (project_space_id, inviter_id, email, noted_at)
     SELECT project_space_id, invited_by_id, email, now() FROM changed WHERE delivery_status = 'UNDELIVERABLE'`,
    [events.map((event) => `sendgrid:${event.sg_event_id}`), events.map((event) => event.mailId), events.map(({ event }) => KINDS[event]),
      events.map(({ timestamp }) => new Date(timestamp * 1000)), events.map(({ reason }) => reason)]);
  await client.query('COMMIT');
}

async function outcomeOf(client, name) {
  const { rows: [counts] } = await client.query(
    `SELECT (SELECT count(*) FROM delivery_events) AS events,
       (SELECT count(*) FROM delivery_events WHERE counts_until = 'infinity') AS counting,
       (SELECT count(*) FROM mail_addresses WHERE blocked_at IS NULL) AS addresses,
       (SELECT count(*) FROM undeliverable_notices) AS notices,
       (SELECT jsonb_object_agg(delivery_status, n) FROM (
          SELECT delivery_status, count(*) AS n FROM invitations WHERE email LIKE $1 || '-%' GROUP BY 1) s) AS statuses`, [name]);
  return counts;
}
