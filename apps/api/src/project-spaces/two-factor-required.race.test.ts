import { setTimeout as sleep } from 'node:timers/promises';
import { setUpTwoFactor } from '../../test/authenticator';
import { PASSWORD, type TestMember, type TestSpace } from '../../test/build';
import { twoServers } from '../../test/two-servers';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

async function withDevice(): Promise<{ space: TestSpace; admin: TestMember; backupCodes: string[] }> {
  const space = await servers.build.space();
  const admin = await servers.build.member(space);
  return { space, admin, backupCodes: (await setUpTwoFactor(servers.first, admin.client)).backupCodes };
}

const switchOn = async ({ id: projectSpaceId }: TestSpace, { client }: TestMember) =>
  await client.at(servers.second).codes('updateProjectSpace', { projectSpaceId, requiresTwoFactor: true });

/** Until so many statements wait for a row that another transaction holds. */
async function waiting(): Promise<void> {
  for (const deadline = Date.now() + 10_000; ;) {
    const [row] = await servers.first.usher.database.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%two_factor_enabled%FOR SHARE%'`);
    if (row.count === 1) return;
    if (Date.now() > deadline) throw new Error('Nothing waits.');
    await sleep(20);
  }
}

test('TFA-3: who is just turning theirs off cannot switch it on for others', async () => {
  const { space, admin } = await withDevice();
  const runner = servers.first.usher.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('DELETE FROM second_factors WHERE web_user_id = $1', [admin.person.id]);
  const switching = switchOn(space, admin);
  await waiting();
  await runner.commitTransaction();
  await runner.release();
  expect(await switching).toEqual(['TWO_FACTOR_REQUIRED']);
});

test(`TFA-3: switching it on and turning one's own off at once ends in an order that may be, ${ROUNDS} rounds on two servers`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { space, admin, backupCodes } = await withDevice();
    const [codes, off] = await Promise.all([
      switchOn(space, admin), admin.client.at(servers.first).codes('disableTwoFactor', { password: PASSWORD, code: backupCodes[0] }),
    ]);
    expect(off).toEqual([]);
    const { data, faults } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { requiresTwoFactor } }`);
    if (codes.length === 0) expect([data.projectSpace, faults]).toEqual([null, ['TWO_FACTOR_REQUIRED']]);
    else expect([codes, data.projectSpace]).toEqual([['TWO_FACTOR_REQUIRED'], { requiresTwoFactor: false }]);
  }
}, 300_000);
