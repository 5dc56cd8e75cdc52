import { type Authenticator, setUpTwoFactor } from '../../test/authenticator';
import { builder, PASSWORD, type TestMember, type TestSpace } from '../../test/build';
import { Client } from '../../test/client';
import { cloneDatabase, type TestDatabase } from '../../test/database';
import { hurry } from '../../test/hurry';
import { mailTo, tokenIn, tokenTo } from '../../test/inbox';
import { Receiver } from '../../test/receiver';
import { until } from '../../test/until';
import { startUsher, type TestUsher } from '../../test/usher';
import { warnOfLackingKeys } from '../lacking-keys';
import { Mail, MailStatus } from '../platform/mail/mail.entity';
import { keyStatusLines } from './key-status-text';

const A = 'a key of the tests, long enough for that too';
const B = 'another key of the tests, made later on than it';
const NETWORKS = { webhookAllowedNetworks: ['127.0.0.0/8'] };
const NEW_PASSWORD = 'a lagoon at first light';

let database: TestDatabase;
let receiver: Receiver;
const running = new Set<TestUsher>();
beforeEach(async () => {
  database = await cloneDatabase();
  receiver = await Receiver.start();
});
afterEach(async () => {
  for (const server of running) await stop(server);
  await receiver.stop();
  await database.drop();
});

interface Processes { former?: TestUsher; working?: boolean }
async function start(encryptionKeys: string[], { former, working }: Processes = {}): Promise<TestUsher> {
  const place = former ? { beside: former } : { database };
  const server = await startUsher({ ...place, working, config: { ...NETWORKS, encryptionKeys } });
  running.add(server);
  return server;
}

async function stop(server: TestUsher): Promise<void> {
  running.delete(server);
  await server.stop();
}

async function restarted(former: TestUsher, encryptionKeys: string[], working: boolean): Promise<TestUsher> {
  await stop(former);
  return await start(encryptionKeys, { former, working });
}

const signIn = async (server: TestUsher, email: string, password = PASSWORD) => await new Client(server).change('signIn', { email, password }, 'challenge');
async function signInWith(server: TestUsher, email: string, code: string): Promise<string[]> {
  const { challenge } = await signIn(server, email);
  return await new Client(server).codes('verifyTwoFactor', { challenge, code });
}

const uses = async ({ usher }: TestUsher): Promise<Record<string, number | null>[]> => (await usher.services.keyStatus.list()).map(
  ({ place, uses: all }) => ({ place, ...Object.fromEntries(all.map(({ kind, count }) => [kind, count])) }));
const statusText = async ({ usher }: TestUsher) => keyStatusLines(await usher.services.keyStatus.list()).join('\n');

/** The same once every mail has left and is noted as sent. */
const usesWhenSent = async (server: TestUsher) =>
  await until(async () => await uses(server), (all) => all.every(({ QUEUED_LINK: queued }) => queued === undefined));

interface World {
  space: TestSpace;
  admin: TestMember;
  plain: string;
  guarded: string;
  spare: string;
  authenticator: Authenticator;
  spareCodes: string[];
  secret: string;
  webhookId: string;
  links: Record<'reset' | 'move' | 'notMe' | 'invitation', string>;
}

/** All that lies under a key, made under A: links mailed, and others that still wait in queued mail. */
async function madeUnderA(): Promise<{ server: TestUsher; world: World }> {
  const server = await start([A], { working: true });
  const build = builder(server);
  const space = await build.space();
  const admin = await build.member(space);
  const [plain, guarded, spare, forgetful] = [await build.person(), await build.person(), await build.person(), await build.person()];
  const authenticator = await setUpTwoFactor(server, await build.signedIn(guarded.id));
  const { backupCodes: spareCodes } = await setUpTwoFactor(server, await build.signedIn(spare.id));
  const { webhook, secret } = await admin.client.change('createWebhook',
    { projectSpaceId: space.id, url: receiver.url, events: ['INVITATION_CREATED'] }, 'webhook { id } secret');
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'mailed@example.org' }, '');
  await receiver.verified(secret, 1);
  await build.anonymous().change('requestPasswordReset', { email: forgetful.email }, '');
  await admin.client.change('requestEmailChange', { newEmail: 'moved@example.org', password: PASSWORD }, '');
  const links = {
    reset: await tokenTo(server, forgetful.email, 'reset-password'), move: await tokenTo(server, 'moved@example.org', 'confirm-email'),
    notMe: await tokenTo(server, guarded.email, 'not-me'), invitation: await tokenTo(server, 'mailed@example.org', 'invitations'),
  };
  await usesWhenSent(server);
  const idle = await restarted(server, [A], false);
  const invite = async (email: string) => await admin.client.at(idle).change(
    'inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, '');
  await invite('queued@example.org');
  await new Client(idle).change('requestPasswordReset', { email: plain.email }, '');
  const world = {
    space, admin, plain: plain.email, guarded: guarded.email, spare: spare.email, authenticator, spareCodes, secret,
    webhookId: webhook.id, links,
  };
  return { server: idle, world };
}

test('ENCRYPTION_KEY is replaced without anybody losing a password, a second factor or a link, and keys status says when the old one can go', async () => {
  const { server: before, world } = await madeUnderA();
  expect(await uses(before)).toEqual([
    { place: 1, PASSWORD: 5, SECOND_FACTOR: 2, WEBHOOK_SECRET: 1, OPEN_INVITATION: 2, QUEUED_LINK: 1 },
  ]);
  const both = await restarted(before, [B, A], true);
  const reset = tokenIn((await mailTo(both, world.plain))[0]!, 'reset-password');
  const queued = await tokenTo(both, 'queued@example.org', 'invitations');
  for (const token of [queued, world.links.invitation]) {
    const { data } = await new Client(both).ask(`{ invitationByToken(token: "${token}") { state } }`);
    expect(data.invitationByToken.state).toBe('OPEN');
  }
  await receiver.verified(world.secret, 2);
  expect(await usesWhenSent(both)).toEqual([
    { place: 1 }, { place: 2, PASSWORD: 5, SECOND_FACTOR: 2, WEBHOOK_SECRET: 1, OPEN_INVITATION: 2 },
  ]);

  expect(await new Client(both).codes('resetPassword', { token: reset, newPassword: NEW_PASSWORD })).toEqual([]);
  expect(await new Client(both).codes('resetPassword', { token: world.links.reset, newPassword: NEW_PASSWORD })).toEqual([]);
  expect(await new Client(both).codes('confirmEmailChange', { token: world.links.move })).toEqual([]);
  expect(await signIn(both, 'moved@example.org')).toEqual({ challenge: null, userErrors: [] });
  expect(await signInWith(both, world.guarded, world.authenticator.next())).toEqual([]);
  expect(await signInWith(both, world.spare, world.spareCodes[0]!)).toEqual([]);
  expect(await usesWhenSent(both)).toEqual([
    { place: 1, PASSWORD: 5, SECOND_FACTOR: 1 }, { place: 2, SECOND_FACTOR: 1, WEBHOOK_SECRET: 1, OPEN_INVITATION: 2 },
  ]);
  expect(await statusText(both)).toMatch(/key 2 \(\S{8}\): still needed\n +1 second factor: .*\n +1 webhook secret: .*\n +2 open invitations: .*lapses 20/);
  expect(await both.usher.services.keyMoves.moveAll()).toBe(2);
  const ids = (await both.usher.database.query<{ id: string }[]>(`SELECT id FROM invitations WHERE status = 'OPEN'`)).map(({ id }) => id);
  await world.admin.client.at(both).change('resendInvitations', { invitationIds: ids }, '');
  const [, old] = await uses(both);
  expect(old).toEqual({ place: 2 });
  expect(await statusText(both)).toContain('no longer needed: it can be removed from ENCRYPTION_KEY');

  const after = await restarted(both, [B], true);
  expect(await signIn(after, world.plain, NEW_PASSWORD)).toEqual({ challenge: null, userErrors: [] });
  expect(await signIn(after, 'moved@example.org')).toEqual({ challenge: null, userErrors: [] });
  expect(await signInWith(after, world.guarded, world.authenticator.next())).toEqual([]);
  expect(await signInWith(after, world.spare, world.spareCodes[1]!)).toEqual([]);
  expect(await new Client(after).codes('reportNotMe', { token: world.links.notMe })).toEqual([]);
  const client = await builder(after).signedIn(world.admin.person.id);
  await client.at(after).change('testWebhook', { webhookId: world.webhookId }, '');
  await receiver.verified(world.secret, 3);
  after.clock.forward({ days: 15, hours: 1 });
  await after.usher.services.periodic.runDue();
  await tokenTo(after, 'queued@example.org', 'invitations', 3);
  expect(await after.usher.services.keyStatus.lacking()).toEqual([]);
});

test('a key that was removed too early is named by keys status and by an alarm at the start', async () => {
  const { server: before } = await madeUnderA();
  const server = await restarted(before, [B], false);
  expect(await uses(server)).toEqual([
    { place: 1 }, { place: null, PASSWORD: 5, SECOND_FACTOR: 2, WEBHOOK_SECRET: 1, OPEN_INVITATION: 2, QUEUED_LINK: 1 },
  ]);
  expect(await statusText(server)).toMatch(/key \(\S{8}\): NOT in ENCRYPTION_KEY, and needed: put it back/);
  expect(await server.usher.services.keyMoves.moveAll()).toBe(0);
  await warnOfLackingKeys(server.usher);
  expect(server.log.join('')).toContain('ALARM: ENCRYPTION_KEY lacks a key that is needed.');
});

/** What waits its time, or lies with a worker that did nothing, is taken up at once. */
async function hurryAll(server: TestUsher): Promise<void> {
  await hurry(server);
  await server.usher.database.query('UPDATE webhook_deliveries SET leased_until = NULL WHERE next_attempt_at IS NOT NULL');
}

test('what a newer key made is left to a worker that has it, by one that has only the older (EML-1, API-4)', async () => {
  const newer = await start([B, A]);
  const build = builder(newer);
  const space = await build.space();
  const admin = await build.member(space);
  const { webhook, secret } = await admin.client.change('createWebhook',
    { projectSpaceId: space.id, url: receiver.url, events: ['INVITATION_CREATED'] }, 'webhook { id } secret');
  const person = await build.person();
  await build.anonymous().change('requestPasswordReset', { email: person.email }, '');
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'new@example.org' }, '');
  const mails = async () => await newer.usher.database.manager.find(Mail);

  const older = await start([A], { former: newer, working: true });
  await until(mails, (all) => all.every(({ attempts }) => attempts > 0));
  await until(() => older.log, (lines) => lines.some((line) => line.includes('"msg":"worker"') && line.includes('does not hold the key')));
  await hurryAll(newer);
  await until(mails, (all) => all.every(({ attempts }) => attempts > 1));
  expect((await mails()).map(({ status }) => status)).toEqual([MailStatus.QUEUED, MailStatus.QUEUED]);
  expect(older.log.join('')).toContain('ALARM: a mail needs a key that this process lacks.');
  expect(receiver.received).toEqual([]);
  await stop(older);

  await newer.usher.work();
  await hurryAll(newer);
  await tokenTo(newer, person.email, 'reset-password');
  await tokenTo(newer, 'new@example.org', 'invitations');
  await receiver.verified(secret);
  const delivery = async () => (await newer.usher.database.query(
    'SELECT attempts, succeeded FROM webhook_deliveries WHERE webhook_id = $1', [webhook.id]))[0];
  expect(await until(delivery, ({ succeeded }) => succeeded)).toEqual({ attempts: 1, succeeded: true });
});

test('every column that carries the id of a key is known to keys status', async () => {
  const server = await start([A]);
  const columns = await server.usher.database.query<{ at: string }[]>(
    `SELECT table_name || '.' || column_name AS at FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name LIKE '%key\\_id' AND column_name NOT IN ('api_key_id', 'made_by_key_id') ORDER BY 1`);
  // One that is new here belongs into key-use.repository.ts, and what lies under it into the rotation above.
  expect(columns.map(({ at }) => at)).toEqual([
    'email_changes.key_id', 'invitation_links.key_id', 'password_resets.key_id', 'second_factors.key_id', 'security_notices.key_id',
    'webhooks.former_secret_key_id', 'webhooks.secret_key_id',
  ]);
});
