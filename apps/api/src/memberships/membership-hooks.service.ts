import type { AuditActor } from '../audit/audit-log.service';
import type { Transaction } from '../platform/database/data-source';
import type { MembershipRow } from './membership-row.repository';

export interface MembershipEnding {
  member: MembershipRow;
  /** The person who removes or deactivates also wants the invitations gone that the member sent (INV-13). */
  removeSentInvitations: boolean;
}

type EndingHook = (tx: Transaction, actor: AuditActor, ending: MembershipEnding) => Promise<void>;
type RestoredHook = (tx: Transaction, actor: AuditActor, member: MembershipRow) => Promise<void>;

/** What later features do in the same transaction; registered in `services.ts`. */
export class MembershipHooks {
  private readonly ending: EndingHook[] = [];
  private readonly restored: RestoredHook[] = [];

  onMembershipEnding(hook: EndingHook): void {
    this.ending.push(hook);
  }

  onMembershipRestored(hook: RestoredHook): void {
    this.restored.push(hook);
  }

  async runEnding(tx: Transaction, actor: AuditActor, ending: MembershipEnding): Promise<void> {
    for (const hook of this.ending) await hook(tx, actor, ending);
  }

  async runRestored(tx: Transaction, actor: AuditActor, member: MembershipRow): Promise<void> {
    for (const hook of this.restored) await hook(tx, actor, member);
  }
}
