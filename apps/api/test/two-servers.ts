import { type Builder, builder } from './build';
import { startUsher, type TestUsher } from './usher';

/** Two servers on one database for all tests of a file, with what builds there. */
export function twoServers(): { first: TestUsher; second: TestUsher; build: Builder } {
  const servers = {} as ReturnType<typeof twoServers>;
  beforeAll(async () => {
    servers.first = await startUsher();
    servers.second = await startUsher({ beside: servers.first });
    servers.build = builder(servers.first);
  });
  afterAll(async () => {
    await servers.second.stop();
    await servers.first.stop();
  });
  return servers;
}
