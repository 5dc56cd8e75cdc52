import { Writable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildSchema, type GraphQLFieldResolver, printSchema } from 'graphql';
import { createHttpServer, type HttpServerOptions } from '../http/http-server';
import { createLogger } from '../http/logger';
import { createMetrics } from '../http/metrics';
import { createGraphQLServer } from './server';

const SDL = `
  enum Colour { RED GREEN }
  input Wish { colour: Colour }
  type Item { id: ID! items(first: Int, last: Int): Items }
  type Items { nodes: [Item!]! }
  type Query {
    greeting: String
    item: Item
    broken(secret: String): String
    wished(wish: Wish): String
    sized(size: Int! = 1): String
  }
  type Mutation { touch: String }
`;

type Resolvers = Record<string, GraphQLFieldResolver<unknown, unknown>>;

interface BareServerOptions extends Partial<HttpServerOptions> {
  introspection?: boolean;
  resolvers?: Resolvers;
  context?: (request: FastifyRequest, reply: FastifyReply) => Promise<object>;
}

/** The platform with a schema of its own, for its tests; `log` collects what would be logged. */
export async function bareServer(
  { introspection = true, resolvers = {}, context = async () => ({}), ...options }: BareServerOptions = {},
) {
  const log: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const logger = createLogger({ level: 'trace', destination });
  const schema = buildSchema(SDL);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type!.getFields())) field.resolve = resolvers[field.name] ?? (() => field.name);
  }
  const metrics = createMetrics();
  const fastify = await createHttpServer({
    publicUrl: 'http://localhost:3000', trustProxy: false, logger, metrics, metricsToken: null, checks: {},
    schemaText: printSchema(schema), pages: null, ...options,
  });
  await createGraphQLServer({ schema, fastify, introspection, logger, metrics, context });
  const ask = (query: unknown, more: object = {}, headers: Record<string, string> = {}) =>
    fastify.inject({ method: 'POST', url: '/graphql', headers, payload: { query, ...more } });
  return { fastify, log, ask, text: () => log.join('') };
}
