import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../../test/database';
import { usherDatabase } from '../../database';
import { JobQueue } from './job-queue';

const OPTIONS = { leaseSeconds: 25, batchSize: 2 };
const IN_TURN = { leaseSeconds: 25, batchSize: 1, turnsBy: 'space' };
let cloned: TestDatabase;
let database: DataSource;
let jobs: JobQueue;
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = await usherDatabase(cloned.url, 2).initialize();
  jobs = new JobQueue(cloned.url, (error) => { throw error; });
  await jobs.start({ slow: OPTIONS, failing: OPTIONS, shared: IN_TURN, lasting: IN_TURN });
});
afterAll(async () => {
  await jobs.stop();
  await database.destroy();
  await cloned.drop();
});

const send = async (queue: string, ...names: string[]) => {
  for (const name of names) await database.transaction((tx) => jobs.send(tx, queue, { name }));
};

async function until(isThere: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isThere()) return;
    await sleep(50);
  }
  throw new Error('It did not come about in 10 seconds.');
}

test('a job that takes long holds up no other', async () => {
  const done: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await send('slow', 'stalled', 'one', 'two', 'three');
  await jobs.work<{ name: string }>('slow', OPTIONS, async (_id, { name }) => {
    if (name === 'stalled') await held;
    done.push(name);
  });
  await until(() => done.length === 3);
  expect(done).toEqual(['one', 'two', 'three']);
  release();
  await until(() => done.length === 4);
});

test('a job whose handler throws is tried again after a pause, and one that is done is not', async () => {
  const tries: number[] = [];
  await send('failing', 'again');
  await jobs.work('failing', OPTIONS, async () => {
    tries.push(Date.now());
    if (tries.length < 3) throw new Error('not yet');
  });
  await until(() => tries.length === 3);
  expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThan(400);
  await sleep(1_200);
  expect(tries).toHaveLength(3);
});

describe('UPL-1, DWN-2: jobs that take turns', () => {
  const share = async (queue: string, space: string, ...names: string[]) => {
    for (const name of names) await database.transaction((tx) => jobs.send(tx, queue, { space, name }));
  };

  test('of one that sent many hold up the first of another by one only, and stay in their order', async () => {
    const done: string[] = [];
    await share('shared', 'A', 'a1', 'a2', 'a3');
    await share('shared', 'B', 'b1', 'b2');
    await jobs.work<{ name: string }>('shared', IN_TURN, async (_id, { name }) => { done.push(name); });
    await until(() => done.length === 5);
    expect(done).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  test('are not overtaken for ever by two who come again and again', async () => {
    const done: string[] = [];
    await share('lasting', 'A', 'a1', 'a2', 'a3', 'a4');
    await share('lasting', 'B', 'B');
    await jobs.work<{ name: string }>('lasting', IN_TURN, async (_id, { name }) => {
      done.push(name);
      const next = { B: 'C', C: 'B' }[name];
      if (next && done.length < 15) await share('lasting', next, next);
    });
    await until(() => done.length >= 15);
    expect(done.slice(0, 12)).toEqual(['a1', 'B', 'C', 'a2', 'B', 'C', 'a3', 'B', 'C', 'a4', 'B', 'C']);
  });
});
