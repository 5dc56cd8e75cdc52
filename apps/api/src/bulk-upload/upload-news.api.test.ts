import { setTimeout as sleep } from 'node:timers/promises';
import { type Builder, builder } from '../../test/build';
import { countStatements } from '../../test/statements';
import { startUsher, type TestUsher } from '../../test/usher';
import { BulkUploadStatus } from './bulk-upload.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

async function applied(projectSpaceId: string, ...lines: string[]): Promise<void> {
  const { operatorUploads } = server.usher.services;
  async function* file() { yield Buffer.from(lines.join('\n')); }
  const key = await operatorUploads.begin({ projectSpaceId, fileName: 'people.csv', applyWhenChecked: true }, file());
  while ((await operatorUploads.get(key)).status !== BulkUploadStatus.DONE) await sleep(20);
}

test('API-4: integrators are told of every row that an upload applies, and of a batch at once', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const [changed, removed] = [await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'Read Only' })];
  const events = ['INVITATION_CREATED', 'INVITATION_REMOVED', 'MEMBERSHIP_CHANGED', 'MEMBERSHIP_REMOVED'];
  await admin.client.change('createWebhook', { projectSpaceId: space.id, url: 'https://hooks.example.org/usher', events }, '');
  const invited = Array.from({ length: 40 }, (_, index) => `told-${index}@example.org`);
  await applied(space.id, 'username,role,remove', 'gone@example.org,Read Only,');
  const statements = await countStatements(async () => await applied(space.id, 'username,role,remove',
    ...invited.map((email) => `${email},Read Only,`), 'gone@example.org,,true', `${changed.person.email},App Editor,`, `${removed.person.email},,true`));
  const told = await server.usher.database.query(
    'SELECT event, count(*)::int AS count FROM webhook_deliveries WHERE project_space_id = $1 GROUP BY event ORDER BY event', [space.id]);
  expect(told).toEqual([
    { event: 'INVITATION_CREATED', count: 41 }, { event: 'INVITATION_REMOVED', count: 1 },
    { event: 'MEMBERSHIP_CHANGED', count: 1 }, { event: 'MEMBERSHIP_REMOVED', count: 1 },
  ]);
  expect(statements.filter((sql) => sql.includes('INSERT INTO webhook_deliveries'))).toHaveLength(4);
});
