import { startUsher, type TestUsher } from '../../test/usher';
import { SendingCountsBySecond20261126000100 } from '../../migrations/20261126000100-sending-counts-by-second';
import { type Counted, SendingCountsRepository } from './sending-counts.repository';

let server: TestUsher;
beforeAll(async () => { server = await startUsher(); });
afterAll(async () => await server.stop());

const counts = new SendingCountsRepository();
const counted = (who: string): Counted[] => [{ against: 'space', who }];
const NOON = new Date('2026-11-26T12:00:00.400Z');
const rowsOf = async (who: string) => await server.usher.database.query(
  'SELECT at, count FROM sending_counts WHERE who = $1 ORDER BY at', [who]);

test('INV-15: what one connection counts within a second is one row, and each count is told what was counted before it', async () => {
  await server.usher.database.transaction(async (tx) => {
    for (const before of [0, 1, 2]) expect(await counts.note(tx, counted('merged'), NOON)).toEqual([before]);
    expect(await counts.note(tx, counted('merged'), new Date(NOON.getTime() + 700))).toEqual([3]);
  });
  expect(await rowsOf('merged')).toEqual([
    { at: new Date('2026-11-26T12:00:01Z'), count: 3 }, { at: new Date('2026-11-26T12:00:02Z'), count: 1 }]);
});

test('INV-15: two connections count within the same second without waiting for each other, and none is lost', async () => {
  const [one, other] = [server.usher.database.createQueryRunner(), server.usher.database.createQueryRunner()];
  for (const runner of [one, other]) await runner.startTransaction();
  for (const runner of [one, other, one, other]) await counts.note(runner.manager, counted('beside'), NOON);
  for (const runner of [one, other]) {
    await runner.commitTransaction();
    await runner.release();
  }
  expect((await rowsOf('beside')).map(({ count }: { count: number }) => count)).toEqual([2, 2]);
});

test('INV-15: a mail counts for 24 hours and no less', async () => {
  const { manager } = server.usher.database;
  const later = (ms: number) => new Date(NOON.getTime() + 24 * 60 * 60 * 1000 + ms);
  await counts.note(manager, counted('a day ago'), NOON);
  expect(await counts.note(manager, counted('a day ago'), later(-1))).toEqual([1]);
  expect(await counts.note(manager, counted('a day ago'), later(1_000))).toEqual([1]);
});

test('INV-15: what is taken back counts no more', async () => {
  const runner = server.usher.database.createQueryRunner();
  await runner.startTransaction();
  await counts.note(runner.manager, counted('refused'), NOON);
  await runner.query('SAVEPOINT before');
  await counts.note(runner.manager, counted('refused'), NOON);
  await runner.query('ROLLBACK TO SAVEPOINT before');
  await runner.commitTransaction();
  await runner.release();
  expect((await rowsOf('refused')).map(({ count }: { count: number }) => count)).toEqual([1]);
});

test('INV-15: counts stay, there and back, when the database is brought up to date', async () => {
  const runner = server.usher.database.createQueryRunner();
  const total = async () => (await runner.query(`SELECT count(*)::int AS rows, sum(count)::int AS mails FROM sending_counts`))[0];
  const before = await total();
  expect(before.rows).toBeGreaterThan(2);
  const step = async (way: 'up' | 'down') => await new SendingCountsBySecond20261126000100()[way](runner);
  await step('down');
  try {
    expect(await total()).toEqual(before);
  } finally {
    await step('up');
  }
  expect(await total()).toEqual(before);
  await runner.release();
});
