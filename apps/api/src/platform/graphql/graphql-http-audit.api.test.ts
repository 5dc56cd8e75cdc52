import { serverAudits } from 'graphql-http';
import { bareServer } from './bare-server.fixture';

type Server = Awaited<ReturnType<typeof bareServer>>;
let server: Server;
let url = '';

beforeAll(async () => {
  server = await bareServer();
  url = `${await server.fastify.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => server.fastify.close());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => url }).filter(({ name }) => name.startsWith('MUST'));

  test('has requirements to meet', () => {
    expect(audits.length).toBeGreaterThan(10);
  });

  test.each(audits.map(({ name, fn }) => [name, fn] as const))('%s', async (_, audit) => {
    expect(await audit()).toMatchObject({ status: 'ok' });
  });
});
