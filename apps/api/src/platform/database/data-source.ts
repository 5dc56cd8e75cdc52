import 'reflect-metadata';
import { DataSource, type EntityManager, type EntitySchema, type MixedList } from 'typeorm';
import { SnakeNaming } from './snake-naming';

/** One transaction, handed on as the first argument and never used in parallel. */
export type Transaction = EntityManager;

export interface DatabaseOptions {
  url: string;
  poolSize?: number;
  // oxlint-disable-next-line typescript/no-unsafe-function-type -- TypeORM's own type of an entity class
  entities: MixedList<Function | string | EntitySchema>;
  // oxlint-disable-next-line typescript/no-unsafe-function-type -- and of a migration class
  migrations: MixedList<Function | string>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 35_000;

/** The server's own time-outs are set by a migration; those here bound what the server cannot see. */
export function createDataSource({ url, poolSize = 10, entities, migrations }: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    poolSize,
    applicationName: 'usher',
    extra: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: QUERY_TIMEOUT_MS },
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
  });
}
