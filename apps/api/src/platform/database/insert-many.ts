import type { Transaction } from './data-source';
import { jsonParameter } from './json-parameter';

/**
 * Any number of rows as two parameters, one of which holds the values they share: a parameter for each value, or a shared
 * value in each row, costs more than the insert itself.
 */
export async function insertMany<Row extends object>(tx: Transaction, entity: new () => Row, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { tablePath, columns } = tx.connection.getMetadata(entity);
  const named = columns.map(({ propertyName, databaseName }) => [databaseName, propertyName as keyof Row] as const);
  const names = named.map(([name]) => name).join(', ');
  const isShared = ([, property]: readonly [string, keyof Row]) => rows.every((row) => row[property] === first[property]);
  const of = (picked: typeof named, row: Row) => Object.fromEntries(picked.map(([name, property]) => [name, row[property]]));
  const shared = named.filter(isShared);
  const own = named.filter((column) => !shared.includes(column));
  await tx.query(
    `INSERT INTO ${tablePath} (${names})
     SELECT ${names} FROM jsonb_populate_recordset(jsonb_populate_record(NULL::${tablePath}, $1), $2)`,
    [jsonParameter(of(shared, first)), jsonParameter(rows.map((row) => of(own, row)))]);
}
