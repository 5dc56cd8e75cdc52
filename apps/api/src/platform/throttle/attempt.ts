import type { Throttle } from './throttle';

/** One attempt that counts against several at once, such as an address and a client. */
export class Attempt {
  private readonly against: [throttle: Throttle, who: string][];

  constructor(...against: [throttle: Throttle, who: string][]) {
    this.against = against;
  }

  async refuseWhenSpent(): Promise<void> {
    await Promise.all(this.against.map(([throttle, who]) => throttle.refuseWhenSpent(who)));
  }

  async count(): Promise<void> {
    for (const [throttle, who] of this.against) await throttle.count(who);
  }

  async forgive(): Promise<void> {
    await Promise.all(this.against.map(([throttle, who]) => throttle.forgive(who)));
  }
}
