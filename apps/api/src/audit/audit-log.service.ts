import { randomUUID } from 'node:crypto';
import type { Actor } from '../access/actor';
import type { AuditChannel } from '../access/channel';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { type AuditChange, AuditEvent } from './audit-event.entity';
import { SecurityEvent } from './security-event.entity';

/** Whose deed it was: a signed-in person, an API key in its maker's name, or Usher itself. */
export type AuditActor = Actor | { channel: AuditChannel };

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
  /** Where it is not the actor's own, as for a link from a mail. */
  channel?: AuditChannel;
}

/** Writes events in the transaction they report (AUD-1); callers see to it that nothing secret is among the changes. */
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async record(tx: Transaction, actor: AuditActor, ...entries: AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const person = 'kind' in actor && actor.kind !== 'anonymous' ? actor : null;
    const apiKeyName = person?.kind === 'api-key' ? person.apiKeyName : null;
    await tx.insert(AuditEvent, entries.map((entry) => ({
      projectSpaceId: entry.projectSpaceId,
      id: randomUUID(),
      at: this.clock.now(),
      action: entry.action,
      channel: entry.channel ?? actor.channel,
      actorId: person?.webUserId ?? null,
      actorEmail: person?.email ?? null,
      apiKeyName,
      subjectId: entry.subject?.id ?? null,
      subjectEmail: entry.subject?.email ?? null,
      subjectName: entry.subjectName ?? null,
      locationIds: [...new Set(entry.locationIds)],
      changes: entry.changes ?? [],
    })));
  }

  /** A sign-in matter, seen by the person and support only. */
  async recordSecurity(tx: Transaction, webUserId: string, action: string, userAgent: string | null): Promise<void> {
    await tx.insert(SecurityEvent, {
      webUserId, id: randomUUID(), at: this.clock.now(), action, userAgent, changes: [],
    });
  }
}
