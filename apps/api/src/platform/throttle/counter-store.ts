import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';

interface Statement {
  text: string;
  values: unknown[];
}

interface Answer {
  rows: { points: number; expire: string | number | null }[];
  rowCount: number | null;
}

/** No count comes near it, and every moment in milliseconds lies beyond. */
const LEAST_MOMENT = 1e11;

const isMoment = (value: unknown): value is number => typeof value === 'number' && value > LEAST_MOMENT;

/**
 * TypeORM's pool as `rate-limiter-flexible` wants its client. The library looks at the system's time: its moments become
 * those of Usher's clock on the way in, and the other way round. Its named statements lose their names, which a pooler
 * in transaction mode would not know.
 */
export function counterStore(database: DataSource, clock: Clock) {
  const pool = (database.driver as unknown as { master: { query: (statement: Statement) => Promise<Answer> } }).master;
  return {
    query: async ({ text, values }: Statement): Promise<Answer> => {
      const ahead = clock.now().getTime() - Date.now();
      const { rows, rowCount } = await pool.query({ text, values: values.map((value) => (isMoment(value) ? value + ahead : value)) });
      return { rowCount, rows: rows.map(({ points, expire }) => ({ points, expire: expire && Number(expire) - ahead })) };
    },
  };
}
