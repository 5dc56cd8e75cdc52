import { randomUUID } from 'node:crypto';
import type { Actor, Staff } from '../access/actor';
import { AuditChannel } from '../access/channel';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { insertMany } from '../platform/database/insert-many';
import { type AuditChange, AuditEvent } from './audit-event.entity';
import type { SecurityAction } from './security-action';
import { SecurityEvent } from './security-event.entity';

/** Whose deed it was: a signed-in person's, that of an API key in its maker's name, support's, or Usher's itself. */
export type AuditActor = Actor | Staff | { channel: AuditChannel };

export interface AuditEntry {
  projectSpaceId: string;
  /** `thing.verb`, as `invitation.resent`. */
  action: string;
  subject?: { id?: string | null; email: string | null };
  /** The role or location it was about. */
  subjectName?: string;
  /** Where the person concerned was, before or after. */
  locationIds?: string[];
  changes?: AuditChange[];
  /** What support gave as the reason. */
  reason?: string;
  /** Where it is not the actor's own, as for a link from a mail. */
  channel?: AuditChannel;
}

/** Writes events in the transaction they report (AUD-1); callers see to it that nothing secret is among the changes. */
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async record(tx: Transaction, actor: AuditActor, ...entries: AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const staff = 'kind' in actor && actor.kind === 'staff' ? actor : null;
    const person = 'kind' in actor && (actor.kind === 'web-user' || actor.kind === 'api-key') ? actor : null;
    const apiKeyName = person?.kind === 'api-key' ? person.apiKeyName : null;
    const bulkUploadId = (person ?? staff)?.bulkUploadId ?? null;
    const at = this.clock.now();
    await insertMany(tx, AuditEvent, entries.map((entry) => ({
      projectSpaceId: entry.projectSpaceId,
      id: randomUUID(),
      at,
      action: entry.action,
      channel: entry.channel ?? actor.channel,
      actorId: person?.webUserId ?? null,
      actorEmail: person?.email ?? null,
      staffId: staff?.webUserId ?? null,
      staffEmail: staff?.email ?? null,
      apiKeyName,
      bulkUploadId,
      subjectId: entry.subject?.id ?? null,
      subjectEmail: entry.subject?.email ?? null,
      subjectName: entry.subjectName ?? null,
      locationIds: [...new Set(entry.locationIds)],
      reason: entry.reason ?? null,
      changes: entry.changes ?? [],
    })));
  }

  /** A sign-in matter, seen by the person and support only. */
  async recordSecurity(tx: Transaction, webUserId: string, action: SecurityAction, userAgent: string | null): Promise<void> {
    await tx.insert(SecurityEvent, {
      webUserId, id: randomUUID(), at: this.clock.now(), action, userAgent, channel: AuditChannel.WEB, staffId: null,
      staffEmail: null, reason: null, changes: [],
    });
  }

  /** What support did to a person's account, and why (SUP-1). */
  async recordSupport(
    tx: Transaction, staff: Staff, webUserId: string, action: SecurityAction, reason: string, changes: AuditChange[] = [],
  ): Promise<void> {
    await tx.insert(SecurityEvent, {
      webUserId, id: randomUUID(), at: this.clock.now(), action, userAgent: staff.userAgent, channel: staff.channel,
      staffId: staff.webUserId, staffEmail: staff.email, reason, changes,
    });
  }
}
