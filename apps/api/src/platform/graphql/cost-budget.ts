import type { OperationDefinitionNode } from 'graphql';
import type { Clock } from '../clock';

const MINUTE_MS = 60_000;
/** So many nodes cost what asking costs by itself. */
const NODES_PER_POINT = 10;
const CHANGE = 10;
/** More spenders than this, and those whose minute is over are forgotten. */
const MANY = 10_000;

/** A point for asking, ten for a change, and one for every ten nodes that its pages could bring. */
export function costOf({ operation }: Pick<OperationDefinitionNode, 'operation'>, nodes: number): number {
  return (operation === 'mutation' ? CHANGE : 1) + Math.ceil(nodes / NODES_PER_POINT);
}

interface Minute {
  endsAt: number;
  spent: number;
}

export interface Spent {
  left: number;
  /** Until all of it is there again. */
  seconds: number;
  isSpent: boolean;
}

/** What each spender may ask of this process in a minute, which begins with their first question. */
export class CostBudget {
  private readonly minutes = new Map<string, Minute>();

  constructor(private readonly clock: Clock, readonly perMinute: number) {}

  /** Spends nothing where it would be too much, so that a small question is still answered. */
  spend(spender: string, cost: number): Spent {
    const now = this.clock.now().getTime();
    const minute = this.minuteOf(spender, now);
    const isSpent = minute.spent + cost > this.perMinute;
    if (!isSpent) minute.spent += cost;
    return { left: this.perMinute - minute.spent, seconds: Math.ceil((minute.endsAt - now) / 1000), isSpent };
  }

  private minuteOf(spender: string, now: number): Minute {
    const known = this.minutes.get(spender);
    if (known && known.endsAt > now) return known;
    if (this.minutes.size >= MANY) this.forget(now);
    const begun = { endsAt: now + MINUTE_MS, spent: 0 };
    this.minutes.set(spender, begun);
    return begun;
  }

  private forget(now: number): void {
    for (const [spender, { endsAt }] of this.minutes) {
      if (endsAt <= now) this.minutes.delete(spender);
    }
  }
}
