import { startUsher, type TestUsher } from '../../../test/usher';
import { Mail, MailStatus } from '../mail/mail.entity';
import { insertMany } from './insert-many';

let server: TestUsher;
beforeAll(async () => { server = await startUsher(); });
afterAll(async () => await server.stop());

const mail = (id: string, reply: string | null): Mail => ({
  id, kind: 'invitation', recipient: 'a@example.org', params: { sending: 1, isFirst: true, text: 'a "b" \\u0041' }, status: MailStatus.QUEUED,
  queuedAt: new Date('2026-11-25T10:00:00.123Z'), sentAt: null, attempts: 0, heldUntil: null, reply, providerId: null,
});

test('what is inserted as many rows at once is read as it was, and no text makes it fail', async () => {
  const { manager } = server.usher.database;
  const [plain, odd] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
  await insertMany(manager, Mail, [mail(plain, '😀 "quoted"'), mail(odd, 'half \uD83D and \0')]);
  await insertMany(manager, Mail, []);
  const [alone, same] = ['33333333-3333-4333-8333-333333333333', '44444444-4444-4444-8444-444444444444'] as const;
  await insertMany(manager, Mail, [mail(alone, 'half \uD83D')]);
  await insertMany(manager, Mail, [mail(same, null)]);
  expect(await manager.findOneByOrFail(Mail, { id: plain })).toEqual(mail(plain, '😀 "quoted"'));
  expect((await manager.findOneByOrFail(Mail, { id: odd })).reply).toBe('half \uFFFD and \uFFFD');
  expect((await manager.findOneByOrFail(Mail, { id: alone })).reply).toBe('half \uFFFD');
  expect(await manager.findOneByOrFail(Mail, { id: same })).toEqual(mail(same, null));
});
