import type { Transaction } from './data-source';
import { jsonParameter } from './json-parameter';

/** Any number of rows as one parameter: a parameter for each value costs more than the insert itself. */
export async function insertMany<Row extends object>(tx: Transaction, entity: new () => Row, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { tablePath, columns } = tx.connection.getMetadata(entity);
  const named = columns.map(({ propertyName, databaseName }) => [databaseName, propertyName as keyof Row] as const);
  const names = named.map(([name]) => name).join(', ');
  const json = jsonParameter(rows.map((row) => Object.fromEntries(named.map(([name, property]) => [name, row[property]]))));
  await tx.query(`INSERT INTO ${tablePath} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${tablePath}, $1)`, [json]);
}
