import type { DataSource } from 'typeorm';
import { type KeyUse, KeyUseKind } from './key-use';

const { PASSWORD, SECOND_FACTOR, WEBHOOK_SECRET, FORMER_WEBHOOK_SECRET, OPEN_INVITATION, QUEUED_LINK } = KeyUseKind;

/** A link that was mailed is known by its hash, so that of links only those count that are still to be written into a mail. */
const QUEUED = [
  `SELECT r.key_id, r.expires_at FROM mails m JOIN password_resets r ON r.id = (m.params->>'resetId')::uuid
   WHERE m.status = 'QUEUED' AND m.kind = 'password-reset' AND r.used_at IS NULL`,
  `SELECT c.key_id, c.expires_at FROM mails m JOIN email_changes c ON c.id = (m.params->>'emailChangeId')::uuid
   WHERE m.status = 'QUEUED' AND m.kind = 'email-change' AND c.ended_at IS NULL`,
  `SELECT n.key_id, n.expires_at FROM mails m JOIN security_notices n ON n.id = (m.params->>'noticeId')::uuid
   WHERE m.status = 'QUEUED' AND m.kind = 'security-notice' AND n.used_at IS NULL`,
].join(' UNION ALL ');

/** Open invitations are mailed once more by reminders, and so need the key of their latest link. */
const USES = `
  SELECT '${PASSWORD}' AS kind, split_part(password_hash, '$', 1) AS "keyId", count(*)::integer AS count, NULL::timestamptz AS until
  FROM web_users WHERE password_hash IS NOT NULL GROUP BY 2
  UNION ALL SELECT '${SECOND_FACTOR}', key_id, count(*)::integer, NULL FROM second_factors GROUP BY 2
  UNION ALL SELECT '${WEBHOOK_SECRET}', secret_key_id, count(*)::integer, NULL FROM webhooks GROUP BY 2
  UNION ALL SELECT '${FORMER_WEBHOOK_SECRET}', former_secret_key_id, count(*)::integer, max(former_secret_until)
  FROM webhooks WHERE former_secret_until > $1 GROUP BY 2
  UNION ALL SELECT '${OPEN_INVITATION}', k.key_id, count(*)::integer, max(i.expires_at) FROM invitations i
  JOIN invitation_links k ON k.project_space_id = i.project_space_id AND k.invitation_id = i.id AND k.sending = i.sending
  WHERE i.status = 'OPEN' AND i.expires_at > $1 GROUP BY 2
  UNION ALL SELECT '${QUEUED_LINK}', key_id, count(*)::integer, max(expires_at) FROM (${QUEUED}) q WHERE expires_at > $1 GROUP BY 2`;

export class KeyUseRepository {
  constructor(private readonly database: DataSource) {}

  async list(now: Date): Promise<KeyUse[]> {
    return await this.database.query<KeyUse[]>(USES, [now]);
  }
}
