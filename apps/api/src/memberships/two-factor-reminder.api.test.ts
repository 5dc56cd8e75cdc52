import { setTimeout as sleep } from 'node:timers/promises';
import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder } from '../../test/build';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';
import { Language } from '../mail-texts/language';
import { Mail, MailStatus } from '../platform/mail/mail.entity';
import { TWO_FACTOR_REMINDER_MAIL } from './two-factor-reminder.mail';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

/** A project space of an admin with two-factor, and two members without. */
async function lacking(options: Parameters<Builder['space']>[0] = {}) {
  const space = await build.space(options);
  const admin = await build.member(space);
  await setUpTwoFactor(server, admin.client);
  const [ana, bela] = [await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'Read Only' })];
  const remind = async (client = admin.client) => (await client.change('remindTwoFactor', { projectSpaceId: space.id }, 'mailed')).mailed;
  return { space, admin, ana, bela, remind };
}

const remindersOf = async (recipient: string) =>
  await server.usher.database.manager.find(Mail, { where: { recipient, kind: TWO_FACTOR_REMINDER_MAIL } });
const block = async (address: string) =>
  await server.usher.database.query('INSERT INTO mail_addresses (address, blocked_at) VALUES ($1, now())', [address]);

describe('TFA-3: the members who lack two-factor', () => {
  test('are found by a filter, counted and paged', async () => {
    const { space, admin, ana, bela } = await lacking();
    const list = async (filter: object) => (await admin.client.ask(
      `query ($filter: MembershipFilter) { projectSpace(slug: "${space.slug}") { memberships(filter: $filter, orderBy: { field: EMAIL }) {
        totalCount nodes { id } } } }`, { filter })).data.projectSpace.memberships;
    const ids = [ana, bela].sort((one, other) => (one.person.email < other.person.email ? -1 : 1)).map(({ membershipId }) => ({ id: membershipId }));
    expect(await list({ twoFactorEnabled: false })).toEqual({ totalCount: 2, nodes: ids });
    expect(await list({ twoFactorEnabled: true })).toEqual({ totalCount: 1, nodes: [{ id: admin.membershipId }] });
    expect(await list({ twoFactorEnabled: false, search: ana.person.email })).toEqual({ totalCount: 1, nodes: [{ id: ana.membershipId }] });
    expect((await list({ twoFactorEnabled: null })).totalCount).toBe(3);
  });

  test('are mailed, and that is recorded', async () => {
    const { space, admin, ana, bela, remind } = await lacking({ name: 'Clinic' });
    expect(await remind()).toBe(2);
    const [mail] = await mailTo(server, bela.person.email);
    await mailTo(server, ana.person.email);
    expect(mail?.subject).toBe('Please set up two-factor for Clinic');
    expect(mail?.text).toContain('an admin of the project space Clinic asks you to set up two-factor');
    expect(mail?.text).toContain('http://localhost:3000/account');
    expect(await remindersOf(admin.person.email)).toEqual([]);
    const { data } = await admin.client.ask(
      `{ projectSpace(slug: "${space.slug}") { auditEvents(first: 1) { nodes { action changes { field to } } } } }`);
    expect(data.projectSpace.auditEvents.nodes).toEqual([{ action: 'two-factor.reminded', changes: [{ field: 'mailed', to: '2' }] }]);
  });

  test('are mailed in the language of the project space, which says whether it is closed to them', async () => {
    const { space, admin, ana, remind } = await lacking({ language: Language.FR, name: 'Clinique' });
    await admin.client.change('updateProjectSpace', { projectSpaceId: space.id, requiresTwoFactor: true }, '');
    await remind();
    const [mail] = await mailTo(server, ana.person.email);
    expect(mail?.text).toContain("l'espace de projet Clinique exige la double authentification");
  });

  test('are mailed once a day, however often and at whatever moments it is asked for', async () => {
    const { ana, remind } = await lacking();
    const mailed = await Promise.all(Array.from({ length: 5 }, async () => await remind()));
    expect(mailed.sort()).toEqual([0, 0, 0, 0, 2]);
    server.clock.forward({ hours: 23 });
    expect(await remind()).toBe(0);
    server.clock.forward({ hours: 1, seconds: 1 });
    expect(await remind()).toBe(2);
    expect(await remindersOf(ana.person.email)).toHaveLength(2);
  });

  test('are left in peace where nothing reaches them: blocked, deactivated here or as a whole', async () => {
    const { space, ana, bela, remind } = await lacking();
    await block(ana.person.email);
    await build.member(space, { active: false });
    await build.member(space, { person: await build.person({ deactivatedAt: server.clock.now() }) });
    expect(await remind()).toBe(1);
    expect(await remindersOf(bela.person.email)).toHaveLength(1);
  });

  test('are told nothing any more once they have it', async () => {
    const idle = await startUsher({ config: { workers: false } });
    const there = builder(idle);
    const space = await there.space();
    const admin = await there.member(space);
    expect((await admin.client.change('remindTwoFactor', { projectSpaceId: space.id }, 'mailed')).mailed).toBe(1);
    await setUpTwoFactor(idle, admin.client);
    await idle.usher.work();
    const statusNow = async () => (await idle.usher.database.manager.findOneByOrFail(Mail, { kind: TWO_FACTOR_REMINDER_MAIL })).status;
    while ((await statusNow()) === MailStatus.QUEUED) await sleep(50);
    expect(await statusNow()).toBe(MailStatus.CANCELLED);
    await idle.stop();
  });

  test('ROL-7: outside the area of whoever asks are not mailed, nor counted', async () => {
    const { space, bela, remind } = await lacking({ usesLocations: true });
    const inside = await build.location(space);
    const roleId = await build.role(space, [Permission.EDIT_PROJECT_SETTINGS], { ownLocationsOnly: true });
    const limited = await build.member(space, { roleId, locationIds: [inside] });
    const near = await build.member(space, { role: 'Read Only', locationIds: [inside] });
    expect(await remind(limited.client)).toBe(2);
    expect([await remindersOf(near.person.email), await remindersOf(bela.person.email)].map(({ length }) => length)).toEqual([1, 0]);
  });

  test('INV-15: beyond the allowance of the project space wait, and none is dropped', async () => {
    const narrow = await startUsher({ config: { mailLimits: { recipient: 10, inviter: 10, space: 10, bulk: 2 } } });
    const there = builder(narrow);
    const space = await there.space();
    const admin = await there.member(space);
    for (const _one of [1, 2, 3]) await there.member(space, { role: 'Read Only' });
    expect((await admin.client.change('remindTwoFactor', { projectSpaceId: space.id }, 'mailed')).mailed).toBe(4);
    const mails = await narrow.usher.database.manager.find(Mail, { where: { kind: TWO_FACTOR_REMINDER_MAIL } });
    expect(mails.filter(({ heldUntil }) => heldUntil !== null)).toHaveLength(2);
    await narrow.stop();
  });
});
