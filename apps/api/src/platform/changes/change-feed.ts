import { type ChangeRepository, type Place } from './change.repository';

export interface Follower {
  projectSpaceId: string;
  matter: string;
  tell(subjectIds: string[]): void;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Tells this process's followers what was changed, by whichever process. It asks the database once a second while anybody
 * follows, with one statement for all of them; that works through a pooler as well, where LISTEN would not.
 */
export class ChangeFeed {
  private readonly followers = new Set<Follower>();
  private place: Place | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;

  constructor(private readonly changes: ChangeRepository, private readonly onFault: (error: unknown) => void) {}

  /** From the moment this resolves no change is missed. */
  async follow(follower: Follower): Promise<() => void> {
    this.followers.add(follower);
    try {
      if (this.place === null) await this.look();
    } catch (error) {
      this.leave(follower);
      throw error;
    }
    this.timer ??= this.lookAgain();
    return () => this.leave(follower);
  }

  /** Looks now; whoever asks while it looks gets what that finds. */
  async look(): Promise<void> {
    this.looking ??= this.read().finally(() => { this.looking = null; });
    await this.looking;
  }

  async stop(): Promise<void> {
    this.followers.clear();
    this.rest();
    await this.looking?.catch(() => undefined);
  }

  private async read(): Promise<void> {
    const spaces = [...new Set([...this.followers].map(({ projectSpaceId }) => projectSpaceId))];
    const { place, changes } = await this.changes.after(this.place, spaces);
    this.place = place;
    for (const { projectSpaceId, matter, subjectIds } of changes) {
      for (const follower of this.followers) {
        if (follower.projectSpaceId === projectSpaceId && follower.matter === matter) follower.tell(subjectIds);
      }
    }
  }

  private lookAgain(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      void this.look().catch(this.onFault).finally(() => {
        if (this.timer === timer) this.timer = this.lookAgain();
      });
    }, LOOK_EVERY_MS);
    return timer;
  }

  private leave(follower: Follower): void {
    this.followers.delete(follower);
    if (this.followers.size === 0) this.rest();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.place = null;
  }
}
