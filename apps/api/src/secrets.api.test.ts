import { simpleParser } from 'mailparser';
import { Secret } from 'otpauth';
import { setUpTwoFactor } from '../test/authenticator';
import { type Builder, builder, PASSWORD, type TestMember, type TestSpace } from '../test/build';
import { Client } from '../test/client';
import { dumpOf, KeptSecrets } from '../test/kept-secrets';
import { Receiver } from '../test/receiver';
import { SmtpSink } from '../test/smtp-sink';
import { until } from '../test/until';
import { startUsher, type TestUsher } from '../test/usher';

const TYPED = {
  wrong: 'a password that was never right', changed: 'a lagoon at first light', reset: 'another lagoon at dusk', accepted: 'a third lagoon by night',
};
/** It may hold the underscore that stands before it. */
const API_KEY_SECRET_LENGTH = 43;
const SMTP_PASSWORD = 'secret-of-the-mail-server';

let server: TestUsher;
let build: Builder;
let receiver: Receiver;
let space: TestSpace;
let admin: TestMember;
const secrets = new KeptSecrets();
const mails: { to: string; text: string }[] = [];
/** All answers that refused something. */
const refusals: string[] = [];

const sink = new SmtpSink({
  allowInsecureAuth: true, disabledCommands: ['STARTTLS'], onAuth: (_auth, _session, done) => done(null, { user: 'usher' }),
  onData: (stream, { envelope }, done) => void simpleParser(stream).then(({ text = '' }) => {
    mails.push({ to: envelope.rcptTo[0]?.address ?? '', text });
    done();
  }),
});

async function tokenTo(address: string, path: string): Promise<string> {
  const link = new RegExp(`/${path}/([\\w-]+)`);
  const found = await until(() => mails.find(({ to, text }) => to === address && link.test(text)), (mail) => mail !== undefined);
  return link.exec(found?.text ?? '')?.[1] ?? '';
}

/** Somebody whose cookies are secrets, every one they were ever given. */
function keep(who: string, { cookies }: Client): void {
  for (const [name, value] of cookies) {
    secrets.add(`${name} of ${who}`, value);
    if (name === 'usher_refresh') secrets.add(`secret of ${name} of ${who}`, value.split('.')[1]);
  }
}

const codes = async (name: string, input: object) => await new Client(server).codes(name, input);

/** Whatever makes a secret, or takes one. */
async function liveThrough(): Promise<void> {
  const [person, guarded] = [await build.person(), await build.person()];
  const browser = new Client(server);
  await browser.change('signIn', { email: person.email, password: TYPED.wrong }, '');
  await browser.change('signIn', { email: person.email, password: PASSWORD }, '');
  keep('a person', browser);
  await browser.ask('mutation { refreshSession { userErrors { code } } }');
  keep('a person, rotated', browser);
  await browser.change('changePassword', { currentPassword: TYPED.wrong, newPassword: TYPED.changed }, '');
  await browser.change('changePassword', { currentPassword: PASSWORD, newPassword: TYPED.changed }, '');
  await browser.change('requestEmailChange', { newEmail: 'moved@example.org', password: TYPED.changed }, '');
  const move = await tokenTo('moved@example.org', 'confirm-email');
  secrets.add('link of a change of e-mail', move);
  await codes('confirmEmailChange', { token: move });
  expect(await codes('confirmEmailChange', { token: move })).toEqual(['TOKEN_INVALID']);

  const owner = await build.signedIn(guarded.id);
  const { secret, backupCodes, next } = await setUpTwoFactor(server, owner);
  secrets.add('TOTP secret', secret);
  secrets.add('bytes of the TOTP secret', Buffer.from(Secret.fromBase32(secret).buffer));
  const { backupCodes: renewed } = await owner.change('regenerateBackupCodes', { code: next() }, 'backupCodes');
  for (const [index, code] of [...backupCodes, ...renewed].entries()) {
    secrets.add(`backup code ${index}`, code);
    secrets.add(`backup code ${index} without hyphens`, code.replaceAll('-', ''));
  }
  const { challenge } = await new Client(server).change('signIn', { email: guarded.email, password: PASSWORD }, 'challenge');
  secrets.add('challenge', challenge);
  expect(await codes('verifyTwoFactor', { challenge, code: backupCodes[0] })).toEqual(['INVALID_CODE']);
  const second = new Client(server);
  await second.change('verifyTwoFactor', { challenge, code: renewed[0] }, '');
  keep('a guarded person', second);

  await codes('requestPasswordReset', { email: guarded.email });
  const reset = await tokenTo(guarded.email, 'reset-password');
  secrets.add('link of a reset', reset);
  await codes('resetPassword', { token: reset, newPassword: TYPED.reset });
  expect(await codes('resetPassword', { token: reset, newPassword: TYPED.reset })).toEqual(['TOKEN_INVALID']);
  const notMe = await tokenTo(guarded.email, 'not-me');
  secrets.add('link of a notice', notMe);
  await codes('reportNotMe', { token: notMe });

  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'new@example.org' }, '');
  const invitation = await tokenTo('new@example.org', 'invitations');
  secrets.add('link of an invitation', invitation);
  await new Client(server).ask(`{ invitationByToken(token: "${invitation}") { state email } }`);
  await fetch(`${server.url}/invitations/${invitation}?answer=decline`);
  await codes('acceptInvitation', { token: invitation, account: { firstName: 'Ana', lastName: 'Silva', password: TYPED.accepted, agreeToTerms: true } });
  secrets.add('link of staff', (await server.usher.services.staff.create('staff@example.org')).split('/').at(-1));
  secrets.add('link of a founding', (await server.usher.services.founding.foundWithAdmin({ slug: 'founded', name: 'Founded' }, 'boss@example.org')).split('/').at(-1));

  const { secret: key } = await admin.client.change('createApiKey', { projectSpaceId: space.id, name: 'Key', permissions: ['VIEW_WEB_USERS'] }, 'secret');
  secrets.add('API key', key);
  secrets.add('secret of the API key', key.slice(-API_KEY_SECRET_LENGTH));
  await new Client(server).ask('{ apiKey { id } }', {}, { authorization: `Bearer ${key}` });
  await new Client(server).ask('{ apiKey { id } }', {}, { authorization: `Bearer ${key}x` });
  const { webhook, secret: hook } = await admin.client.change(
    'createWebhook', { projectSpaceId: space.id, url: receiver.url, events: ['MEMBERSHIP_CHANGED'] }, 'webhook { id } secret');
  const { secret: rotated } = await admin.client.change('rotateWebhookSecret', { webhookId: webhook.id }, 'secret');
  for (const [name, one] of Object.entries({ 'webhook secret': hook, 'rotated webhook secret': rotated })) {
    secrets.add(name, one);
    secrets.add(`bytes of the ${name}`, Buffer.from(one.replace('whsec_', ''), 'base64'));
  }
  await admin.client.change('testWebhook', { webhookId: webhook.id }, '');
  await until(() => receiver.received.length, (count) => count > 0);
}

/** Every way to fail with a secret in one's hands: refused, misspelt, of the wrong type, and with the database failing under it. */
async function failThrough(): Promise<void> {
  const anybody = new Client(server);
  const password = TYPED.changed;
  await anybody.ask('mutation ($input: SignInInput!) { signIn(input: $input) { challenge } }', { input: { email: 'x@example.org', passwort: password } });
  await anybody.ask(`mutation { signIn(input: { email: "x@example.org", password: "${password}" `);
  await anybody.ask(`mutation { signIn(input: { email: "x@example.org", pass: "${password}" }) { challenge } }`);
  const tables = ['throttle_counters', 'password_resets', 'sessions', 'web_users', 'api_keys', 'webhooks', 'backup_codes', 'mails'];
  for (const table of tables) {
    await server.usher.database.query(`ALTER TABLE ${table} RENAME TO away`);
    await anybody.mutate('signIn', { email: 'moved@example.org', password });
    await anybody.mutate('resetPassword', { token: await tokenTo('new@example.org', 'invitations'), newPassword: TYPED.reset });
    await admin.client.mutate('createApiKey', { projectSpaceId: space.id, name: 'Key', permissions: ['VIEW_WEB_USERS'] });
    await admin.client.mutate('createWebhook', { projectSpaceId: space.id, url: receiver.url, events: ['MEMBERSHIP_CHANGED'] });
    await server.usher.database.query(`ALTER TABLE away RENAME TO ${table}`);
  }
}

beforeAll(async () => {
  const { fetch } = globalThis;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (...asked) => {
    const response = await fetch(...asked);
    const text = await response.clone().text();
    if (!response.ok || /"errors":|"userErrors":\[\{/.test(text)) refusals.push(text);
    return response;
  });
  receiver = await Receiver.start();
  const smtpUrl = (await sink.start()).replace('//', `//usher:${SMTP_PASSWORD}@`);
  server = await startUsher({ working: true, logLevel: 'debug', config: { smtpUrl, webhookAllowedNetworks: ['127.0.0.0/8'], metricsToken: 'token of the metrics' } });
  build = builder(server);
  space = await build.space();
  admin = await build.member(space);
  keep('an admin', admin.client);
  secrets.add('password', PASSWORD);
  for (const [name, password] of Object.entries(TYPED)) secrets.add(`password (${name})`, password);
  secrets.add('password of the mail server', SMTP_PASSWORD);
  secrets.add('token of the metrics', 'token of the metrics');
  secrets.add('JWT_SECRET', server.config.jwtSecret);
  secrets.add('ENCRYPTION_KEY', server.config.encryptionKeys[0]);
  await liveThrough();
  await failThrough();
}, 60_000);
afterAll(async () => {
  jest.restoreAllMocks();
  await server.stop();
  await receiver.stop();
  await sink.stop();
});

test('AUD-1: no secret is kept in clear anywhere in the database', async () => {
  const dump = await dumpOf(server.usher.database);
  expect(dump.size).toBeGreaterThan(40);
  expect([...dump].map(([table, text]) => ({ table, secrets: secrets.foundIn(text) })).filter((one) => one.secrets.length > 0)).toEqual([]);
});

test('no secret is logged, at the level of debug and with the database failing', async () => {
  expect(server.log.filter((line) => line.includes('"level":50')).length).toBeGreaterThan(10);
  expect(server.log.map((line) => ({ line, secrets: secrets.foundIn(line) })).filter((one) => one.secrets.length > 0)).toEqual([]);
});

test('no refusal and no fault gives a secret back', () => {
  expect(refusals.length).toBeGreaterThan(20);
  expect(refusals.map((text) => ({ text, secrets: secrets.foundIn(text) })).filter((one) => one.secrets.length > 0)).toEqual([]);
});

test('neither the audit log as a file, nor the security events, nor the deliveries of a webhook, nor the metrics hold one', async () => {
  const cookie = [...(await build.signedIn(admin.person.id)).cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const csv = await (await fetch(`${server.url}/api/audit/${space.slug}.csv`, { headers: { cookie } })).text();
  expect(csv).toContain('webhook.secret-rotated');
  const { data } = await admin.client.ask(`{ viewer { securityEvents { nodes { action at } } } projectSpace(slug: "${space.slug}") {
    webhooks { url deliveries { nodes { body error } } } auditEvents { nodes { action changes { from to } } } } }`);
  const metrics = await (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer token of the metrics' } })).text();
  expect(metrics).toContain('mail_attempts_total');
  for (const text of [csv, JSON.stringify(data), JSON.stringify(receiver.received), metrics]) expect(secrets.foundIn(text)).toEqual([]);
});

test('what is planted is found, each secret in clear, in base64 and in hex: the searches above would have found it', async () => {
  const { database } = server.usher;
  await database.query('CREATE TABLE planted (clear text, bytes bytea)');
  const planted = { clear: PASSWORD, bytes: Buffer.from(TYPED.reset), written: Buffer.from(TYPED.accepted).toString('base64') };
  await database.query('INSERT INTO planted VALUES ($1, $2), ($3, NULL)', [`a ${planted.clear} b`, planted.bytes, `"${planted.written}"`]);
  expect(secrets.foundIn((await dumpOf(database)).get('public.planted') ?? '')).toEqual(['password', 'password (reset)', 'password (accepted)']);
  await database.query('DROP TABLE planted');
});
