import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, QueryRunner } from 'typeorm';

/** A connection of its own: all that the request asks and changes passes through it, one statement after the other. */
type Connection = { query(text: string): Promise<unknown> };

/**
 * One transaction around a whole request. Those that services begin meanwhile join it: the first is it, further ones are
 * savepoints in it. So what is written at its end stands or falls with the change.
 */
export class GuardedTransaction {
  private isOpen = false;
  /** Whether something waits in it for the commit. */
  private isPending = false;
  private isAtSavepoint = false;

  private constructor(readonly runner: QueryRunner, private readonly connection: Connection, private readonly letGo: () => Promise<void>) {}

  static async on(database: DataSource): Promise<GuardedTransaction> {
    const runner = database.createQueryRunner();
    const connection = (await runner.connect()) as Connection;
    const guarded = new GuardedTransaction(runner, connection, runner.release.bind(runner));
    guarded.takeOver();
    return guarded;
  }

  /** Begins, and asks its first question in the same message. */
  async begin<Row>(question: string): Promise<Row | undefined> {
    const answers = (await this.connection.query(`START TRANSACTION; ${question}`)) as { rows: Row[] }[];
    this.setOpen(true);
    return answers.at(-1)?.rows[0];
  }

  async commit(): Promise<void> {
    if (this.isOpen) await this.runner.query('COMMIT');
    this.setOpen(false);
  }

  async rollback(): Promise<void> {
    if (this.isOpen) await this.runner.query('ROLLBACK');
    this.setOpen(false);
  }

  async release(): Promise<void> {
    try {
      await this.rollback();
    } finally {
      await this.letGo();
    }
  }

  private takeOver(): void {
    const query = this.runner.query.bind(this.runner) as (...args: unknown[]) => Promise<unknown>;
    let last: Promise<unknown> = Promise.resolve();
    Object.assign(this.runner, {
      startTransaction: async () => await this.join(),
      commitTransaction: async () => await this.keep(),
      rollbackTransaction: async () => await this.undo(),
      release: async () => undefined,
      query: async (...args: unknown[]) => {
        const next = last.then(async () => await query(...args));
        last = next.catch(() => undefined);
        return await next;
      },
    });
  }

  private async join(): Promise<void> {
    if (!this.isOpen) await this.runner.query('START TRANSACTION');
    else if (this.isPending) await this.runner.query('SAVEPOINT joined');
    this.isAtSavepoint = this.isPending;
    this.setOpen(true);
  }

  private async keep(): Promise<void> {
    if (this.isAtSavepoint) await this.runner.query('RELEASE SAVEPOINT joined');
    this.isAtSavepoint = false;
    this.isPending = true;
  }

  private async undo(): Promise<void> {
    if (!this.isAtSavepoint) return await this.rollback();
    this.isAtSavepoint = false;
    await this.runner.query('ROLLBACK TO SAVEPOINT joined');
  }

  /** TypeORM begins a transaction for what is saved outside of one. */
  private setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (!isOpen) this.isPending = false;
    Object.assign(this.runner, { isTransactionActive: isOpen });
  }
}

/** Of the ten connections of a process. What these do also asks for others, such as to count attempts, and so do all other requests. */
const MOST_AT_ONCE = 6;

interface Scope {
  transaction: GuardedTransaction | null;
  atEnd: (() => void)[];
}

/** Sees to it that what runs `within` a guarded transaction finds that wherever it asks the database. */
export class TransactionGuard {
  private readonly scopes = new AsyncLocalStorage<Scope>();
  private free = MOST_AT_ONCE;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly database: DataSource) {
    const make = database.createQueryRunner.bind(database);
    database.createQueryRunner = (mode) => this.scopes.getStore()?.transaction?.runner ?? make(mode);
  }

  /** Runs work that may guard itself, and ends with it whatever it left open. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    const scope: Scope = { transaction: null, atEnd: [] };
    try {
      return await this.scopes.run(scope, work);
    } finally {
      try {
        await scope.transaction?.release();
      } finally {
        scope.atEnd.forEach((end) => end());
      }
    }
  }

  /** Done once this work has let go of its transaction. */
  atEnd(end: () => void): void {
    this.scope().atEnd.push(end);
  }

  /** From here on, the statements of this work go through one transaction. */
  async open(): Promise<GuardedTransaction> {
    const scope = this.scope();
    await this.enter();
    this.atEnd(() => this.leave());
    scope.transaction = await GuardedTransaction.on(this.database);
    return scope.transaction;
  }

  private async enter(): Promise<void> {
    if (this.free === 0) return await new Promise((resolve) => { this.waiting.push(resolve); });
    this.free -= 1;
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }

  private scope(): Scope {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error('There is nothing to guard here.');
    return scope;
  }
}
