import type { DataSource } from 'typeorm';
import { NotFound } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { refusalOfNote } from '../access/support-note';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { isUuid } from '../platform/database/keyset';
import { refuseTogether } from '../platform/refusal';
import { type EmailChangeRepository } from '../sign-in/email-change.repository';
import { type SessionRepository } from '../sign-in/session.repository';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { OwnAccount } from './support.errors';

export interface ActivityChange {
  webUserId: string;
  active: boolean;
  reason: string;
}

/** Deactivating and reactivating an account as a whole (SUP-4). */
export class AccountActivityService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly sessions: SessionRepository,
    private readonly emailChanges: EmailChangeRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Deactivated, it is nowhere a member who can act, all its sessions have ended, and a change of e-mail under way is called off. */
  async set(staff: Staff, { webUserId, active, reason }: ActivityChange): Promise<void> {
    refuseTogether(isUuid(webUserId) ? null : new NotFound('webUserId'), refusalOfNote(reason, 'The reason', 'reason'));
    if (webUserId === staff.webUserId) throw new OwnAccount();
    await this.database.transaction(async (tx) => {
      const person = await this.people.lock(tx, webUserId);
      if (!person) throw new NotFound('webUserId');
      if (person.deactivated !== active) return;
      const now = this.clock.now();
      await this.people.change(tx, webUserId, { deactivatedAt: active ? null : now });
      if (!active) {
        await this.sessions.endAll(tx, webUserId, now);
        await this.emailChanges.endAll(tx, webUserId, now);
      }
      await this.audit.recordSupport(
        tx, staff, webUserId, active ? 'account.reactivated' : 'account.deactivated', reason.trim());
    });
  }
}
