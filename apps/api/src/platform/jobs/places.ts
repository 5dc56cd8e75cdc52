/** So many work at the same time; whoever would begin too late is turned away instead. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async within<T>(beginBy: number, work: () => Promise<T>): Promise<T> {
    await this.enter(beginBy);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(beginBy: number): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(new Error('No place became free in time.'));
      }, Math.max(0, beginBy - Date.now()));
      this.waiting.push(begin);
    });
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
