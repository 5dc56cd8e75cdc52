import type { Transaction } from '../platform/database/data-source';

/** What happens to invitations, as later features are told. Removed is every end but an acceptance and an expiry. */
export type InvitationEvent = 'INVITATION_CREATED' | 'INVITATION_ACCEPTED' | 'INVITATION_REMOVED';

/** One kind of event for any number of invitations of one project space, so that bulk work tells of a batch at once. */
export interface InvitationNews {
  projectSpaceId: string;
  event: InvitationEvent;
  invitationIds: string[];
}

type NewsHook = (tx: Transaction, news: InvitationNews) => Promise<void>;

/** What later features do in the same transaction; registered in `services.ts`. */
export class InvitationHooks {
  private readonly news: NewsHook[] = [];

  onNews(hook: NewsHook): void {
    this.news.push(hook);
  }

  /** Called when all of it is written, for a hook reads what it tells. */
  async tell(tx: Transaction, news: InvitationNews): Promise<void> {
    if (news.invitationIds.length === 0) return;
    for (const hook of this.news) await hook(tx, news);
  }
}
