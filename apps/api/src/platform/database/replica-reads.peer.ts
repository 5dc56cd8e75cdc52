import { Client } from 'pg';
import { builder } from '../../../test/build';
import { startUsher, type TestUsher } from '../../../test/usher';
import { ReplicaReads } from './replica-reads';

const unexpected = (error: unknown) => { throw error; };

let server: TestUsher;
beforeAll(async () => { server = await startUsher(); });
afterAll(async () => await server.stop());

test('the audit log, the picture of invitations and the sheet of a download are read from the streaming replica', async () => {
  const build = builder(server);
  const space = await build.space();
  const { client } = await build.member(space);
  await client.ask(`{ projectSpace(slug: "${space.slug}") { auditEvents { totalCount nodes { id } } invitationFunnel { sent } } }`);
  const replica = new Client({ connectionString: server.database.replicaUrls[0] });
  await replica.connect();
  const { rows } = await replica.query(
    `SELECT pg_is_in_recovery() AS "isReplica", string_agg(query, ' ') AS asked FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'usher'`);
  await replica.end();
  expect(rows).toEqual([{ isReplica: true, asked: expect.stringContaining('audit_events') }]);
});

test('what was committed a moment ago is there, for the replica follows', async () => {
  const reads = new ReplicaReads(server.usher.database, server.database.replicaUrls, unexpected);
  expect(await reads.query('SELECT pg_is_in_recovery() AS "isReplica"')).toEqual([{ isReplica: true }]);
  await reads.close();
});
