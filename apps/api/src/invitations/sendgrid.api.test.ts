import { randomUUID, sign, type KeyObject, generateKeyPairSync } from 'node:crypto';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { Mail } from '../platform/mail/mail.entity';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ config: { sendGridWebhookKey: keys.publicKey } });
  build = builder(server);
});
afterAll(async () => await server.stop());

const now = () => Math.floor(server.clock.now().getTime() / 1000);

interface Post {
  key?: KeyObject;
  timestamp?: string;
  /** What is sent in place of what was signed. */
  sent?: string;
  headers?: Record<string, string>;
}

async function post(body: unknown, { key = keys.privateKey, timestamp = String(now()), sent, headers }: Post = {}): Promise<number> {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\r\n`;
  const response = await fetch(`${server.url}/webhooks/sendgrid`, {
    method: 'POST', body: sent ?? text,
    headers: {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + text), key).toString('base64'),
      ...headers,
    },
  });
  return response.status;
}

async function invited() {
  const space = await build.space();
  const admin = await build.member(space);
  const email = `${randomUUID()}@example.org`;
  const { invitation } = await admin.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId: space.adminRoleId, email }, 'invitation { id }');
  const { id: mailId } = await server.usher.database.manager.findOneByOrFail(Mail, { recipient: email });
  const event = (name: string, given: object = {}) => ({ event: name, email, mailId, timestamp: now(), sg_event_id: randomUUID(), ...given });
  const look = async () => (await admin.client.ask(
    `query ($slug: String!, $id: ID!) { projectSpace(slug: $slug) { invitation(id: $id) {
       deliveryStatus undeliverable deliveryEvents { kind } } } }`,
    { slug: space.slug, id: invitation.id })).data.projectSpace.invitation;
  const bounces = async () => Number((await server.usher.database.query<{ count: string }[]>(
    'SELECT count(*) FROM delivery_events WHERE address = $1 AND counts_until > now()', [email]))[0]?.count);
  return { email, mailId, event, look, bounces };
}

describe('EML-3: a batch', () => {
  test('that is signed makes the invitation Delivered', async () => {
    const { event, look } = await invited();
    expect(await post([event('processed'), event('delivered')])).toBe(200);
    expect((await look()).deliveryStatus).toBe('DELIVERED');
  });

  test.each<[string, Post]>([
    ['forged with another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    ['that is not the one that was signed', { sent: '[]' }],
    ['without a signature', { headers: { 'x-twilio-email-event-webhook-signature': '' } }],
    ['with a signature that is none', { headers: { 'x-twilio-email-event-webhook-signature': '%%%' } }],
    ['with a moment that is none', { timestamp: 'now' }],
  ])('%s is refused and counts nothing', async (_what, how) => {
    const { event, bounces } = await invited();
    expect(await post([event('bounce')], how)).toBe(403);
    expect(await bounces()).toBe(0);
  });

  test.each([['eleven minutes old', -660], ['of eleven minutes from now', 660]])('%s is refused and counts nothing', async (_what, seconds) => {
    const { event, bounces } = await invited();
    expect(await post([event('bounce')], { timestamp: String(now() + seconds) })).toBe(403);
    expect(await bounces()).toBe(0);
  });

  test('that was parsed and written anew on the way is refused and counts nothing', async () => {
    const { event, bounces } = await invited();
    const batch = [event('bounce')];
    expect(await post(batch, { sent: JSON.stringify(batch) })).toBe(403);
    expect(await bounces()).toBe(0);
  });

  test('that is replayed is taken, and counts once', async () => {
    const { event, bounces, look } = await invited();
    const batch = [event('bounce')];
    for (let time = 0; time < 4; time += 1) expect(await post(batch)).toBe(200);
    expect([await bounces(), (await look()).undeliverable]).toEqual([1, false]);
  });

  test.each([['{"event":"bounce"}'], ['not JSON'], [''], ['null']])('%j is no batch', async (body) => {
    expect(await post(body)).toBe(400);
  });

  test('with bad events among the good keeps the good ones', async () => {
    const { event, bounces } = await invited();
    expect(await post([null, { event: 'bounce' }, event('bounce', { timestamp: 'x' }), event('bounce', { sg_event_id: 'a\u0000' }), event('bounce')])).toBe(200);
    expect(await bounces()).toBe(1);
  });

  test('about mails we did not send is taken and changes nothing', async () => {
    const { email, event, bounces } = await invited();
    const unknown = [event('bounce', { mailId: randomUUID() }), event('bounce', { mailId: undefined }), event('bounce', { mailId: `' OR true` })];
    expect(await post(unknown.map((one) => ({ ...one, email })))).toBe(200);
    expect(await bounces()).toBe(0);
  });

  test('names its mail also by the id that SendGrid answered with', async () => {
    const { event, mailId, look } = await invited();
    await server.usher.database.manager.update(Mail, { id: mailId }, { providerId: 'LRzXl_NHStOGhQ4kofSm_A' });
    const sg_message_id = 'LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0';
    expect(await post([event('delivered', { mailId: undefined, sg_message_id })])).toBe(200);
    expect((await look()).deliveryStatus).toBe('DELIVERED');
  });

  test('in any order comes to the same', async () => {
    const { event, look } = await invited();
    await post([event('delivered', { timestamp: now() + 10 })]);
    await post([event('bounce', { timestamp: now() }), event('deferred', { timestamp: now() - 5 })]);
    expect((await look()).deliveryStatus).toBe('DELIVERED');
  });

  test('from beyond tomorrow would win over all that is to come, and is left out', async () => {
    const { event, look } = await invited();
    await post([event('bounce', { timestamp: now() + 3 * 86_400 }), event('delivered')]);
    expect(await look()).toMatchObject({ deliveryStatus: 'DELIVERED', deliveryEvents: [{ kind: 'QUEUED' }, { kind: 'DELIVERED' }] });
  });

  test('of 10,000 events is taken at once', async () => {
    const { event, mailId, look } = await invited();
    const reason = 'a server that says so much that the batch comes to several megabytes '.repeat(6);
    const batch = Array.from({ length: 9_999 }, () => event('deferred', { reason }));
    const started = Date.now();
    expect(await post([...batch, event('delivered')])).toBe(200);
    expect(Date.now() - started).toBeLessThan(20_000);
    expect((await look()).deliveryStatus).toBe('DELIVERED');
    const [{ count }] = await server.usher.database.query('SELECT count(*) FROM delivery_events WHERE mail_id = $1', [mailId]);
    expect(Number(count)).toBe(10_000);
  });

  test('that could not be kept is answered with no yes, and counts in full when it is told again', async () => {
    const { email, event, bounces } = await invited();
    const batch = [event('deferred'), event('bounce'), event('bounce')];
    await server.usher.database.query(`ALTER TABLE delivery_events ADD CONSTRAINT faulty CHECK (kind <> 'BOUNCED' OR address <> '${email}') NOT VALID`);
    expect(await post(batch)).toBe(500);
    await server.usher.database.query('ALTER TABLE delivery_events DROP CONSTRAINT faulty');
    expect(await server.usher.database.query('SELECT FROM delivery_events WHERE address = $1', [email])).toEqual([]);
    expect(await post(batch)).toBe(200);
    expect(await bounces()).toBe(2);
  });

  test('of more than 20 MiB is refused', async () => {
    expect(await post(`[${' '.repeat(21 * 1024 * 1024)}]`)).toBe(413);
  });
});

describe('EML-5: of one address', () => {
  test('three distinct bounces block', async () => {
    const { event, look } = await invited();
    await post([event('bounce'), event('bounce')]);
    expect(await look()).toMatchObject({ deliveryStatus: 'UNDELIVERABLE', undeliverable: false });
    await post([event('bounce')]);
    expect((await look()).undeliverable).toBe(true);
  });

  test('the same event 46 times is one bounce', async () => {
    const { event, bounces, look } = await invited();
    const once = event('bounce');
    await post(Array.from({ length: 23 }, () => once));
    await Promise.all(Array.from({ length: 23 }, async () => await post([once])));
    expect([await bounces(), (await look()).undeliverable]).toEqual([1, false]);
  });

  test('ten times deferred, then delivered, is none', async () => {
    const { event, bounces, look } = await invited();
    await post([...Array.from({ length: 10 }, () => event('deferred')), event('delivered')]);
    expect([await bounces(), await look()]).toMatchObject([0, { deliveryStatus: 'DELIVERED', undeliverable: false }]);
  });

  test('a spam report blocks, and drops for other reasons do not', async () => {
    const { event, look } = await invited();
    await post(Array.from({ length: 4 }, () => event('dropped', { reason: 'Spam Content' })));
    expect(await look()).toMatchObject({ deliveryStatus: 'UNDELIVERABLE', undeliverable: false });
    await post([event('spamreport')]);
    expect((await look()).undeliverable).toBe(true);
  });

  test('bounces of type blocked do not make it Undeliverable, and count for 24 hours only', async () => {
    const { event, look } = await invited();
    const blocked = (hours: number) => event('bounce', { type: 'blocked', timestamp: now() - hours * 3600 });
    await post([blocked(30), blocked(25), blocked(1), blocked(2)]);
    expect(await look()).toMatchObject({ deliveryStatus: 'QUEUED', undeliverable: false });
    await post([blocked(3)]);
    expect((await look()).undeliverable).toBe(true);
  });

  test('bounces that arrive in parallel batches all count', async () => {
    const { event, bounces, look } = await invited();
    await Promise.all(Array.from({ length: 8 }, async () => await post([event('bounce')])));
    expect([await bounces(), (await look()).undeliverable]).toEqual([8, true]);
  });
});

test('EML-3: without SENDGRID_WEBHOOK_PUBLIC_KEY there is no such address', async () => {
  const without = await startUsher();
  try {
    const response = await fetch(`${without.url}/webhooks/sendgrid`, { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(404);
  } finally {
    await without.stop();
  }
});
