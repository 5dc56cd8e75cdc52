import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { countsUntil, type DeliveryFact } from './delivery-fact';
import type { DeliveryEventKind } from './delivery-event.entity';

/** A fact of one of our mails, under the id by which it is counted once. */
export interface MailFact extends DeliveryFact {
  id: string;
  mailId: string;
}

/** A line of a time line. */
export interface DeliveryEventRow {
  kind: DeliveryEventKind;
  at: Date;
  detail: string | null;
}

/** Where somebody with a blocked address is known. */
export interface AddressPlace {
  address: string;
  projectSpaceId: string;
  webUserId: string | null;
  locationIds: string[];
}

const LONGEST_DETAIL = 500;
/** More than the newest so many of one invitation tell nothing new. */
const LONGEST_TIME_LINE = 100;
const BOUNCES_TO_BLOCK = 3;

/** The delivery status of the mail `m`: the latest event's, at the same time the worse; else our own note (EML-3). */
export const STATUS_OF_MAIL = `coalesce(
  (SELECT e.stands_for FROM delivery_events e WHERE e.mail_id = m.id AND e.stands_for IS NOT NULL
   ORDER BY e.at DESC, e.stands_for = 'UNDELIVERABLE' DESC LIMIT 1),
  CASE m.status WHEN 'SENT' THEN 'SENT' WHEN 'REFUSED' THEN 'UNDELIVERABLE' ELSE 'QUEUED' END)`;

/** Whether the event `e` counts at the moment that is the second parameter. */
export const COUNTS_AT = 'e.counts_until > $2';

export class DeliveryRepository {
  constructor(private readonly database: DataSource) {}

  /** The mail that each event names, by our own id or by one of the provider's; null where it is none of ours. */
  async mailsNamed(tx: Transaction, mailIds: (string | null)[], providerIds: string[][]): Promise<(string | null)[]> {
    const unnamed = providerIds.filter((_, index) => mailIds[index] === null).flat();
    const rows = await tx.query<{ id: string; providerId: string | null }[]>(
      `SELECT id, NULL AS "providerId" FROM mails WHERE id = ANY($1::uuid[])
       UNION ALL SELECT id, provider_id FROM mails WHERE provider_id = ANY($2::text[])`,
      [[...new Set(mailIds)].filter(Boolean), [...new Set(unnamed)]]);
    const ids = new Set(rows.map(({ id }) => id));
    const byProviderId = new Map(rows.map(({ id, providerId }) => [providerId, id]));
    return mailIds.map((id, index) => {
      if (id !== null) return ids.has(id.toLowerCase()) ? id : null;
      const known = providerIds[index]?.find((one) => byProviderId.has(one));
      return known === undefined ? null : byProviderId.get(known) ?? null;
    });
  }

  /** What is noted of one mail waits for whoever notes something of it already. */
  async lockMails(tx: Transaction, mailIds: string[]): Promise<void> {
    await tx.query('SELECT id FROM mails WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [mailIds]);
  }

  /** Adds what is new; answers with the addresses that something new counts against. */
  async add(tx: Transaction, facts: MailFact[]): Promise<string[]> {
    const rows = await tx.query<{ address: string }[]>(
      `WITH added AS (
         INSERT INTO delivery_events (id, mail_id, address, kind, at, detail, stands_for, counts_until)
         SELECT f.id, m.id, m.recipient, f.kind, f.at, left(f.detail, ${LONGEST_DETAIL}), f.stands_for, f.counts_until
         FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::timestamptz[])
           AS f (id, mail_id, kind, at, detail, stands_for, counts_until)
         JOIN mails m ON m.id = f.mail_id
         ON CONFLICT (id) DO NOTHING RETURNING address, counts_until)
       SELECT DISTINCT address FROM added WHERE counts_until IS NOT NULL ORDER BY address`,
      [
        facts.map(({ id }) => id), facts.map(({ mailId }) => mailId), facts.map(({ kind }) => kind),
        facts.map(({ at }) => at), facts.map(({ detail }) => detail), facts.map(({ standsFor }) => standsFor),
        facts.map(countsUntil),
      ]);
    return rows.map(({ address }) => address);
  }

  /** Of two that count against one address at once, the second sees what the first has counted. */
  async lockAddresses(tx: Transaction, addresses: string[]): Promise<void> {
    await tx.query(
      `INSERT INTO mail_addresses (address) SELECT a FROM unnest($1::text[]) a ORDER BY a ON CONFLICT DO NOTHING`, [addresses]);
    await tx.query('SELECT address FROM mail_addresses WHERE address = ANY($1) ORDER BY address FOR UPDATE', [addresses]);
  }

  /** Three bounces that count, or one complaint, block an address (EML-5); answers with those just blocked. */
  async blockWhereDue(tx: Transaction, addresses: string[], now: Date): Promise<string[]> {
    const [rows] = await tx.query<[{ address: string }[], number]>(
      `UPDATE mail_addresses a SET blocked_at = $2
       FROM (SELECT e.address FROM delivery_events e WHERE e.address = ANY($1) AND ${COUNTS_AT} GROUP BY e.address
             HAVING count(*) FILTER (WHERE e.kind <> 'COMPLAINED') >= ${BOUNCES_TO_BLOCK}
               OR count(*) FILTER (WHERE e.kind = 'COMPLAINED') >= 1) due
       WHERE a.address = due.address AND a.blocked_at IS NULL RETURNING a.address`, [addresses, now]);
    return rows.map(({ address }) => address);
  }

  async unblock(tx: Transaction, address: string): Promise<void> {
    await tx.query('UPDATE mail_addresses SET blocked_at = NULL WHERE address = $1', [address]);
    await tx.query('UPDATE delivery_events SET counts_until = NULL WHERE address = $1 AND counts_until IS NOT NULL', [address]);
  }

  async spacesWithMailTo(tx: Transaction, address: string): Promise<string[]> {
    const rows = await tx.query<{ projectSpaceId: string }[]>(
      `SELECT DISTINCT project_space_id AS "projectSpaceId" FROM mails
       WHERE recipient = $1 AND project_space_id IS NOT NULL`, [address]);
    return rows.map(({ projectSpaceId }) => projectSpaceId);
  }

  /** Where the people of these addresses are members or invited. */
  async placesOf(tx: Transaction, addresses: string[]): Promise<AddressPlace[]> {
    return await tx.query<AddressPlace[]>(
      `SELECT i.email AS address, i.project_space_id AS "projectSpaceId", i.web_user_id AS "webUserId", ARRAY(
          SELECT l.location_id FROM invitation_locations l
          WHERE l.project_space_id = i.project_space_id AND l.invitation_id = i.id) AS "locationIds"
       FROM invitations i WHERE i.email = ANY($1) AND i.status = 'OPEN'
       UNION ALL
       SELECT u.email, m.project_space_id, u.id, ARRAY(
          SELECT l.location_id FROM membership_locations l
          WHERE l.project_space_id = m.project_space_id AND l.membership_id = m.id)
       FROM claimed_addresses c JOIN web_users u ON u.id = c.web_user_id AND u.email = c.address
       JOIN memberships m ON m.web_user_id = u.id WHERE c.address = ANY($1)`, [addresses]);
  }

  async blockedAmong(addresses: readonly string[], tx: Transaction = this.database.manager): Promise<string[]> {
    const rows = await tx.query<{ address: string }[]>(
      'SELECT address FROM mail_addresses WHERE address = ANY($1) AND blocked_at IS NOT NULL', [addresses]);
    return rows.map(({ address }) => address);
  }

  /** All that became of the mails of these invitations, oldest first; providers tell whole seconds, our notes come before. */
  readonly timeLines = async (invitationIds: readonly string[]): Promise<DeliveryEventRow[][]> => {
    const rows = await this.database.query<(DeliveryEventRow & { invitationId: string })[]>(
      `SELECT i.id AS "invitationId", t.* FROM unnest($1::uuid[]) i (id)
       CROSS JOIN LATERAL (
         SELECT * FROM (
           SELECT 'QUEUED' AS kind, m.queued_at AS at, NULL AS detail, 0 AS rank FROM mails m WHERE m.invitation_id = i.id
           UNION ALL
           SELECT 'SENT', m.sent_at, NULL, 1 FROM mails m WHERE m.invitation_id = i.id AND m.sent_at IS NOT NULL
           UNION ALL
           SELECT e.kind, e.at, e.detail, 2 FROM mails m JOIN delivery_events e ON e.mail_id = m.id
           WHERE m.invitation_id = i.id) line
         ORDER BY at DESC, rank DESC LIMIT ${LONGEST_TIME_LINE}) t
       ORDER BY i.id, date_trunc('second', t.at), t.rank, t.at`, [invitationIds]);
    const lines = new Map<string, DeliveryEventRow[]>(invitationIds.map((id) => [id, []]));
    for (const row of rows) lines.get(row.invitationId)?.push(row);
    return [...lines.values()];
  };
}
