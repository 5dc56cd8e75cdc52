import { setTimeout as sleep } from 'node:timers/promises';

/** Lets those with the same name wait for each other within this process, where waiting costs no connection. */
export class OneByOne {
  private readonly working = new Map<string, Promise<void>>();

  constructor(private readonly patienceMs: number) {}

  /** Answers with what ends the turn; null when patience has run out. */
  async turn(name: string): Promise<(() => void) | null> {
    const deadline = performance.now() + this.patienceMs;
    for (let other = this.working.get(name); other; other = this.working.get(name)) {
      const left = deadline - performance.now();
      const ended = left > 0 && (await within(other, left));
      if (!ended) return null;
    }
    let end = () => undefined as void;
    this.working.set(name, new Promise((resolve) => {
      end = () => {
        this.working.delete(name);
        resolve();
      };
    }));
    return end;
  }
}

async function within(work: Promise<void>, ms: number): Promise<boolean> {
  const giveUp = new AbortController();
  try {
    return await Promise.race([work.then(() => true), sleep(ms, false, { signal: giveUp.signal })]);
  } finally {
    giveUp.abort();
  }
}
