import { startUsher, type TestUsher } from '../../../test/usher';
import { ReplicaReads } from './replica-reads';

const unexpected = (error: unknown) => { throw error; };

let server: TestUsher;
const NOBODY_LISTENS = 'postgres://usher@127.0.0.1:1/usher';
beforeAll(async () => { server = await startUsher(); });
afterAll(async () => await server.stop());

const READER = 'SELECT pg_backend_pid() AS pid, $1::text AS given';

test('without a replica the primary answers', async () => {
  const reads = new ReplicaReads(server.usher.database, [], unexpected);
  expect(await reads.query(READER, ['here'])).toEqual([expect.objectContaining({ given: 'here' })]);
});

test('of two replicas that run each answers in turn', async () => {
  const reads = new ReplicaReads(server.usher.database, [server.database.url, server.database.url], unexpected);
  const rows = [];
  for (let turn = 0; turn < 4; turn += 1) rows.push(...(await reads.query<{ pid: number }[]>(READER, [''])));
  const pids = rows.map(({ pid }) => pid);
  expect(new Set(pids).size).toBe(2);
  expect([pids[2], pids[3]]).toEqual([pids[0], pids[1]]);
  await reads.close();
});

test('a replica that is down is told of once and left alone for a while; what it was asked is answered all the same', async () => {
  const errors: unknown[] = [];
  const reads = new ReplicaReads(server.usher.database, [NOBODY_LISTENS], (error) => errors.push(error));
  for (let turn = 0; turn < 3; turn += 1) expect(await reads.query(READER, ['there'])).toMatchObject([{ given: 'there' }]);
  expect(errors).toEqual([expect.objectContaining({ code: 'ECONNREFUSED' })]);
  await reads.close();
});
