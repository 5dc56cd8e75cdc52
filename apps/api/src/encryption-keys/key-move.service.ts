import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';

/** Puts some of what lies under older keys under the newest, and says how many; 0 when there are no more. */
export type KeyMover = (tx: Transaction, most: number) => Promise<number>;

const AT_ONCE = 500;

/** Moves to the newest key what nobody needs to come by for. */
export class KeyMoveService {
  private readonly movers: KeyMover[];

  constructor(private readonly database: DataSource, ...movers: KeyMover[]) {
    this.movers = movers;
  }

  async moveAll(): Promise<number> {
    let moved = 0;
    for (const mover of this.movers) moved += await this.moveWith(mover);
    return moved;
  }

  private async moveWith(mover: KeyMover): Promise<number> {
    const moved = await this.database.transaction(async (tx) => await mover(tx, AT_ONCE));
    return moved === 0 ? 0 : moved + (await this.moveWith(mover));
  }
}
