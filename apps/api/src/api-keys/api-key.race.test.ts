import { twoServers } from '../../test/two-servers';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

test(`API-1: a key that is revoked while it makes others lives on in none of them, ${ROUNDS} rounds on two servers`, async () => {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  for (let round = 0; round < ROUNDS; round += 1) {
    const key = await servers.build.apiKey(space, admin);
    const make = async () => await key.at(servers.second).mutate(
      'createApiKey', { projectSpaceId: space.id, name: `Child ${round}`, permissions: [] }, 'apiKey { id }');
    await Promise.all([make(), make(), admin.client.at(servers.first).change('revokeApiKey', { apiKeyId: key.id }, ''), make()]);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { apiKeys { id } } }`);
    expect(data.projectSpace.apiKeys).toEqual([]);
  }
}, 180_000);
