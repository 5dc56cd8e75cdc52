import { startUsher, type TestUsher } from '../../../test/usher';
import { type PeriodicJob, PeriodicJobs } from './periodic-jobs';

const HOUR = 60 * 60;
let server: TestUsher;
let errors: unknown[] = [];
beforeAll(async () => {
  server = await startUsher();
  await server.usher.database.query('CREATE TABLE done (name text, at timestamptz)');
});
afterAll(async () => await server.stop());
beforeEach(() => {
  errors = [];
});

let count = 0;
/** The same work at so many workers. */
function workers(many: number, given: Partial<PeriodicJob> = {}) {
  const job: PeriodicJob = {
    name: `work-${count += 1}`, everySeconds: HOUR,
    work: async (tx, now) => {
      await tx.query('INSERT INTO done VALUES ($1, $2)', [job.name, now]);
      return false;
    },
    ...given,
  };
  const all = Array.from({ length: many }, () => {
    const jobs = new PeriodicJobs(server.usher.database, server.clock, (error) => errors.push(error));
    jobs.add(job);
    return jobs;
  });
  const rounds = async () => Number((await server.usher.database.query(
    'SELECT count(*) FROM done WHERE name = $1', [job.name]))[0].count);
  return { all, rounds, look: async () => await Promise.all(all.map((one) => one.runDue())) };
}

test('a round is worked once, however many workers look at the same moment', async () => {
  const { look, rounds } = workers(5);
  for (let round = 1; round <= 3; round += 1) {
    await look();
    await look();
    expect(await rounds()).toBe(round);
    server.clock.forward({ hours: 1 });
  }
});

test('what fails leaves nothing behind, is told, and is tried again', async () => {
  let tries = 0;
  const { look, rounds } = workers(1, {
    work: async (tx, now) => {
      await tx.query(`INSERT INTO done VALUES ('failing', $1)`, [now]);
      if ((tries += 1) === 1) throw new Error('the first time');
      return false;
    },
  });
  await look();
  expect(errors).toEqual([expect.objectContaining({ message: 'the first time' })]);
  await look();
  expect(await rounds()).toBe(0);
  expect((await server.usher.database.query(`SELECT count(*)::int AS n FROM done WHERE name = 'failing'`))[0].n).toBe(1);
});

test('a round with more to do goes on at once, a batch a transaction', async () => {
  let left = 3;
  const { look } = workers(1, { work: async () => (left -= 1) > 0 });
  await look();
  expect(left).toBe(0);
  await look();
  expect(left).toBe(0);
});

test('a clock that is set back holds nothing up', async () => {
  const { look, rounds } = workers(1);
  server.clock.forward({ hours: 24 * 30 });
  await look();
  server.clock.forward({ hours: -24 * 30 });
  await look();
  expect(await rounds()).toBe(2);
});

test('it goes on by itself until it is stopped', async () => {
  const { all: [jobs], rounds } = workers(1);
  jobs?.start();
  for (let tries = 0; tries < 100 && (await rounds()) === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  await jobs?.stop();
  expect(await rounds()).toBe(1);
}, 15_000);
