import type { AuditActor } from '../audit/audit-log.service';
import type { Transaction } from '../platform/database/data-source';
import type { MembershipRow } from './membership-row.repository';

export interface MembershipEnding {
  member: MembershipRow;
  /** The person who removes or deactivates also wants the invitations gone that the member sent (INV-13). */
  removeSentInvitations: boolean;
}

/** What happens to members, as later features are told. */
export type MembershipEvent = 'MEMBERSHIP_CREATED' | 'MEMBERSHIP_CHANGED' | 'MEMBERSHIP_REMOVED' | 'MEMBERSHIP_RESTORED';

/** One kind of event for any number of members of one project space, so that bulk work tells of a batch at once. */
export interface MembershipNews {
  projectSpaceId: string;
  event: MembershipEvent;
  membershipIds: string[];
}

type NewsHook = (tx: Transaction, news: MembershipNews) => Promise<void>;
type EndingHook = (tx: Transaction, actor: AuditActor, ending: MembershipEnding) => Promise<void>;
type RestoredHook = (tx: Transaction, actor: AuditActor, member: MembershipRow) => Promise<void>;

/** What later features do in the same transaction; registered in `services.ts`. */
export class MembershipHooks {
  private readonly ending: EndingHook[] = [];
  private readonly restored: RestoredHook[] = [];
  private readonly news: NewsHook[] = [];

  onMembershipEnding(hook: EndingHook): void {
    this.ending.push(hook);
  }

  onMembershipRestored(hook: RestoredHook): void {
    this.restored.push(hook);
  }

  onNews(hook: NewsHook): void {
    this.news.push(hook);
  }

  /** Called when all of it is written, for a hook reads what it tells. */
  async tell(tx: Transaction, news: MembershipNews): Promise<void> {
    if (news.membershipIds.length === 0) return;
    for (const hook of this.news) await hook(tx, news);
  }

  async runEnding(tx: Transaction, actor: AuditActor, ending: MembershipEnding): Promise<void> {
    for (const hook of this.ending) await hook(tx, actor, ending);
  }

  async runRestored(tx: Transaction, actor: AuditActor, member: MembershipRow): Promise<void> {
    for (const hook of this.restored) await hook(tx, actor, member);
  }
}
