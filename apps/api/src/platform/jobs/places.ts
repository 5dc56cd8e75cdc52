interface Waiting {
  begin: () => void;
  turnAway: (why: string) => void;
}

const TOO_LATE = 'No place became free in time.';

/** So many work at the same time; whoever would begin too late is turned away instead. */
export class Places {
  private waiting: Waiting[] = [];
  private isClosed = false;

  constructor(private free: number) {}

  async within<T>(beginBy: number, work: () => Promise<T>): Promise<T> {
    await this.enter(beginBy);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** Nobody begins any more; whoever is at work goes on. */
  close(): void {
    this.isClosed = true;
    for (const one of this.waiting) one.turnAway('It is closing time.');
    this.waiting = [];
  }

  private async enter(beginBy: number): Promise<void> {
    if (this.isClosed) throw new Error('It is closing time.');
    if (Date.now() > beginBy) throw new Error(TOO_LATE);
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const one: Waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve();
        },
        turnAway: (why) => {
          clearTimeout(timer);
          reject(new Error(why));
        },
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== one);
        one.turnAway(TOO_LATE);
      }, Math.max(0, beginBy - Date.now()));
      this.waiting.push(one);
    });
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next.begin();
    else this.free += 1;
  }
}
