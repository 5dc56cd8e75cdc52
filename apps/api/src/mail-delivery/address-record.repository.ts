import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import { COUNTS_AT, type DeliveryEventRow, STATUS_OF_MAIL } from './delivery.repository';
import type { DeliveryStatus } from './delivery-status';

/** A mail as support sees it: never what it said. */
export interface MailRecord {
  id: string;
  kind: string;
  projectSpaceName: string | null;
  at: Date;
  status: DeliveryStatus;
}

/** All that is known of mail to an address (SUP-2). */
export interface AddressRecord {
  email: string;
  blocked: boolean;
  blockedAt: Date | null;
  bounceCount: number;
  complaintCount: number;
  events: DeliveryEventRow[];
  mails: MailRecord[];
}

const MOST = 200;

export class AddressRecordRepository {
  constructor(private readonly database: DataSource, private readonly clock: Clock) {}

  /** With the newest events and mails, newest first. */
  async of(email: string): Promise<AddressRecord> {
    const [counts] = await this.database.query<Pick<AddressRecord, 'blockedAt' | 'bounceCount' | 'complaintCount'>[]>(
      `SELECT (SELECT a.blocked_at FROM mail_addresses a WHERE a.address = $1) AS "blockedAt",
         count(*) FILTER (WHERE e.kind <> 'COMPLAINED')::int AS "bounceCount",
         count(*) FILTER (WHERE e.kind = 'COMPLAINED')::int AS "complaintCount"
       FROM delivery_events e WHERE e.address = $1 AND ${COUNTS_AT}`, [email, this.clock.now()]);
    const events = await this.database.query<DeliveryEventRow[]>(
      `SELECT e.kind, e.at, e.detail FROM delivery_events e WHERE e.address = $1 ORDER BY e.at DESC LIMIT ${MOST}`, [email]);
    const mails = await this.database.query<MailRecord[]>(
      `SELECT m.id, m.kind, p.name AS "projectSpaceName", m.queued_at AS at, ${STATUS_OF_MAIL} AS status
       FROM mails m LEFT JOIN project_spaces p ON p.id = m.project_space_id
       WHERE m.recipient = $1 ORDER BY m.queued_at DESC LIMIT ${MOST}`, [email]);
    const { blockedAt = null, bounceCount = 0, complaintCount = 0 } = counts ?? {};
    return { email, blocked: blockedAt !== null, blockedAt, bounceCount, complaintCount, events, mails };
  }
}
