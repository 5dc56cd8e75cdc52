import { randomUUID } from 'node:crypto';
import { startUsher, type TestUsher } from '../../../test/usher';
import type { JobQueue } from '../jobs/job-queue';
import { MailNotes, waitAfter } from './mail-notes';
import { Mail, MailStatus } from './mail.entity';
import type { MailOutcome } from './mail-transport';

let server: TestUsher;
beforeAll(async () => {
  server = await startUsher();
});
afterAll(async () => await server.stop());

const SENT: MailOutcome = { outcome: 'sent', reply: '250 2.0.0\u0000\r\nOk' };

function newNotes(database = server.usher.database) {
  const [groups, ended, again, reported]: [string[][], string[], object[], string[]] = [[], [], [], []];
  const jobs = {
    complete: async (_tx: unknown, _queue: string, ...jobIds: string[]) => { ended.push(...jobIds); },
    send: async (_tx: unknown, _queue: string, data: object) => { again.push(data); },
  } as unknown as JobQueue;
  const notes = new MailNotes(database, jobs, server.clock, {
    onOutcomes: async (_tx, attempts) => { groups.push(attempts.map(({ mail }) => mail.recipient)); },
    report: ({ id }, { outcome }) => { reported.push(`${id} ${outcome}`); },
  });
  return { notes, groups, ended, again, reported };
}

async function queued(recipient: string): Promise<Mail> {
  const mail: Mail = {
    id: randomUUID(), kind: 'test', recipient, params: {}, status: MailStatus.QUEUED, queuedAt: server.clock.now(), sentAt: null,
    attempts: 0, reply: null, providerId: null, heldUntil: null,
  };
  await server.usher.database.manager.insert(Mail, mail);
  return mail;
}
const noted = async ({ id }: Mail) => await server.usher.database.manager.findOneByOrFail(Mail, { id });

test('what comes in while a note is written is noted by the next, together, each with its own outcome', async () => {
  const { notes, groups, ended, again } = newNotes();
  const [first, second, third, fourth] = [await queued('1@x.y'), await queued('2@x.y'), await queued('3@x.y'), await queued('4@x.y')];
  await Promise.all([
    notes.add({ jobId: 'a', mail: first, outcome: SENT }), notes.add({ jobId: 'b', mail: second, outcome: SENT }),
    notes.add({ jobId: 'c', mail: third, outcome: { outcome: 'temporary', reply: '450' } }), notes.add({ jobId: 'd', mail: fourth, outcome: null }),
  ]);
  expect(groups).toEqual([['1@x.y'], ['2@x.y', '3@x.y', '4@x.y']]);
  expect([ended, again]).toEqual([['a', 'b', 'c', 'd'], [{ mailId: third.id }]]);
  expect(await noted(second)).toMatchObject({ status: 'SENT', attempts: 1, reply: '250 2.0.0 Ok', sentAt: expect.any(Date) });
  expect(await noted(third)).toMatchObject({ status: 'QUEUED', attempts: 1, reply: '450', sentAt: null });
  expect(await noted(fourth)).toMatchObject({ status: 'CANCELLED', attempts: 0, sentAt: null });
});

test('EML-1: one that cannot be noted takes none of the others with it', async () => {
  const { notes, reported } = newNotes();
  const [first, bad, third] = [await queued('first@x.y'), await queued('bad@x.y'), await queued('third@x.y')];
  await server.usher.database.query(`ALTER TABLE mails ADD CONSTRAINT faulty CHECK (recipient <> 'bad@x.y' OR status = 'QUEUED') NOT VALID`);
  const results = await Promise.allSettled([first, bad, third].map(async (mail) => await notes.add({ jobId: mail.id, mail, outcome: SENT })));
  await server.usher.database.query('ALTER TABLE mails DROP CONSTRAINT faulty');
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([(await noted(first)).status, (await noted(bad)).status, (await noted(third)).status]).toEqual(['SENT', 'QUEUED', 'SENT']);
  expect(reported).toEqual([`${first.id} sent`, `${third.id} sent`]);
});

test('EML-1: while the database is out of reach what was sent is not given back to be sent again, but noted once it answers', async () => {
  const { database } = server.usher;
  let faults = 2;
  const faulty = { transaction: async (work: never) => {
    if ((faults -= 1) >= 0) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    return await database.transaction(work);
  } } as unknown as typeof database;
  const { notes, ended, reported } = newNotes(faulty);
  const [one, two] = [await queued('one@x.y'), await queued('two@x.y')];
  await Promise.all([notes.add({ jobId: 'a', mail: one, outcome: SENT }), notes.add({ jobId: 'b', mail: two, outcome: SENT })]);
  expect([(await noted(one)).status, (await noted(two)).status, faults < 0]).toEqual(['SENT', 'SENT', true]);
  expect([ended.sort(), reported.length]).toEqual([['a', 'b'], 2]);
});

test.each([[1, 5_000], [2, 10_000], [5, 80_000], [12, 3_600_000], [50, 3_600_000]])(
  'after %i failures it waits %i ms', (attempts, wait) => {
    expect(waitAfter(attempts)).toBe(wait);
  });
