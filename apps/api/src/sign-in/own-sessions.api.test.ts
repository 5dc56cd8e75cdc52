import { type Builder, builder, PASSWORD } from '../../test/build';
import type { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';
import { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const SESSIONS = '{ viewer { sessions { id userAgent startedAt lastUsedAt isCurrent } } }';
interface Listed { id: string; userAgent: string; isCurrent: boolean; lastUsedAt: string }
const list = async (client: Client): Promise<Listed[]> => (await client.ask(SESSIONS)).data.viewer.sessions;
const isIn = async (client: Client) => (await client.ask('{ viewer { webUser { id } } }')).data.viewer !== null;
const three = async () => {
  const { id } = await build.person();
  return { id, clients: [await build.signedIn(id), await build.signedIn(id), await build.signedIn(id)] as const };
};

describe('SIG-2: the list of sessions', () => {
  test('names device and last use, marks the present one, and shows nobody else\'s', async () => {
    const { clients: [here] } = await three();
    await build.signedIn((await build.person()).id);
    const listed = await list(here);
    expect(listed).toHaveLength(3);
    expect(listed.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    for (const { userAgent, lastUsedAt } of listed) {
      expect(userAgent).toBe('test');
      expect(Date.parse(lastUsedAt)).toBeCloseTo(server.clock.now().getTime(), -5);
    }
  });

  test('a session that has lapsed is listed no more', async () => {
    const { id } = await build.person();
    await build.signedIn(id);
    server.clock.forward({ days: 30, seconds: 1 });
    expect(await list(await build.signedIn(id))).toHaveLength(1);
  });

  test('the list never holds what would let somebody in', () => {
    const fields = server.usher.schema.getType('Session');
    expect(fields && 'getFields' in fields && Object.keys(fields.getFields()).sort())
      .toEqual(['id', 'isCurrent', 'lastUsedAt', 'startedAt', 'userAgent']);
  });
});

describe('SIG-2: ending sessions', () => {
  test('one by one', async () => {
    const { clients: [here, there, elsewhere] } = await three();
    const own = (await list(there)).find(({ isCurrent }) => isCurrent);
    expect(await here.codes('endSession', { sessionId: own?.id })).toEqual([]);
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, true]);
    expect(await here.codes('endSession', { sessionId: own?.id })).toEqual(['NOT_FOUND']);
  });

  test('all but the present one', async () => {
    const { clients: [here, there, elsewhere] } = await three();
    expect(await here.codes('endSession', {})).toEqual([]);
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, false]);
  });

  test('the present one: that is signing out', async () => {
    const { clients: [here] } = await three();
    const own = (await list(here)).find(({ isCurrent }) => isCurrent);
    const { viewer } = await here.change('endSession', { sessionId: own?.id }, 'viewer { webUser { id } }');
    expect([viewer, here.cookies.get('usher_access'), here.cookies.get('usher_refresh')]).toEqual([null, undefined, undefined]);
  });

  test('never somebody else\'s', async () => {
    const { clients: [here] } = await three();
    const { clients: [stranger] } = await three();
    const [first] = await list(stranger);
    for (const sessionId of [first?.id, crypto.randomUUID(), 'x']) {
      expect(await here.codes('endSession', { sessionId })).toEqual(['NOT_FOUND']);
    }
    expect(await isIn(stranger)).toBe(true);
  });

  test('at once with the deactivation of the account, and not to come back with it', async () => {
    const { id, clients: [here] } = await three();
    const copy = here.at(server);
    const { manager } = server.usher.database;
    await manager.update(WebUser, { id }, { deactivatedAt: server.clock.now() });
    expect([await isIn(here), here.cookies.get('usher_refresh')]).toEqual([false, undefined]);
    await manager.update(WebUser, { id }, { deactivatedAt: null });
    expect(await isIn(copy)).toBe(false);
  });

  test('for one project space at once with removal there, and nowhere else (MEM-3)', async () => {
    const [space, other] = [await build.space(), await build.space()];
    const admin = await build.member(space);
    const member = await build.member(space, { role: 'Read Only' });
    await build.member(other, { person: member.person, role: 'Read Only' });
    await admin.client.change('removeMembership', { membershipId: member.membershipId }, '');
    const { data } = await member.client.ask(
      `{ here: projectSpace(slug: "${space.slug}") { id } there: projectSpace(slug: "${other.slug}") { id } }`);
    expect([data.here, data.there]).toEqual([null, { id: other.id }]);
  });
});

describe('SIG-2: fixation', () => {
  test('a session that was planted before is not carried on: signing in begins another and ends it', async () => {
    const { id } = await build.person();
    const planted = await build.signedIn(id);
    const victim = await build.person();
    const browser = planted.at(server);
    await browser.change('signIn', { email: victim.email, password: PASSWORD }, '');
    expect(browser.cookies.get('usher_refresh')).not.toBe(planted.cookies.get('usher_refresh'));
    expect(await isIn(planted)).toBe(false);
    expect((await browser.ask('{ viewer { webUser { id } } }')).data.viewer.webUser.id).toBe(victim.id);
  });
});
