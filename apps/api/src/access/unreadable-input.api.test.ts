import { randomUUID } from 'node:crypto';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { cursorOf } from '../platform/database/keyset';

let server: TestUsher;
let build: Builder;
let space: TestSpace;
let admin: TestMember;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
  space = await build.space({ usesLocations: true });
  admin = await build.member(space);
});
afterAll(async () => await server.stop());

const inSpace = async (fields: string) => await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { ${fields} } }`);

describe('ACC-3: what the database could not read is BAD_USER_INPUT', () => {
  const NO_MOMENTS = ['not a date', '2026-02-31 10:00:00+00', '2026-11-24 25:00:00+00', '2026-11-24', '\0'];
  const NO_TEXTS = ['a\0', 'a\ud800'];
  const lists: [tag: string, list: string, values: string[]][] = [
    ['history', 'auditEvents', NO_MOMENTS],
    ['former', 'formerMembers', ['not a date', '2026-02-31 10:00:00+00', '\0']],
    ['invitations:INVITED_AT:DESC', 'invitations', NO_MOMENTS],
    ['uploads', 'bulkUploads', NO_MOMENTS],
    ['bulk-downloads', 'bulkDownloads', NO_MOMENTS],
    ['members:JOINED_AT:ASC', 'memberships(orderBy: { field: JOINED_AT, direction: ASC }, %)', NO_MOMENTS],
    ['members:LAST_ACCESS:ASC', 'memberships(orderBy: { field: LAST_ACCESS, direction: ASC }, %)', ['not a date', '2026-02-31', '\0']],
    ['members:NAME:ASC', 'memberships', NO_TEXTS],
    ['locations', 'locations', NO_TEXTS],
  ];

  test.each(lists)('a cursor of %s with a value that is none of its kind', async (tag, list, values) => {
    for (const value of values) {
      const after = `after: "${cursorOf(tag, { value, id: randomUUID() })}"`;
      const { faults } = await inSpace(`${list.includes('%') ? list.replace('%', after) : `${list}(${after})`} { nodes { __typename } }`);
      expect([value, faults]).toEqual([value, ['BAD_USER_INPUT']]);
    }
  });

  test('and every moment that the database writes is one of a cursor', async () => {
    for (const value of ['2026-11-24 10:00:00+00', '2026-11-24 10:00:00.123456+05:30', '2024-02-29 23:59:59.1-03', '2026-11-24T10:00:00.000Z']) {
      expect((await inSpace(`auditEvents(after: "${cursorOf('history', { value, id: randomUUID() })}") { nodes { id } }`)).faults).toEqual([]);
    }
    for (const value of ['-infinity', '2026-11-24']) {
      const after = cursorOf('members:LAST_ACCESS:ASC', { value, id: randomUUID() });
      expect((await inSpace(`memberships(orderBy: { field: LAST_ACCESS, direction: ASC }, after: "${after}") { nodes { id } }`)).faults).toEqual([]);
    }
  });

  test('U+0000 in a filter', async () => {
    expect((await inSpace('auditEvents(filter: { actions: ["a\\u0000"] }) { totalCount }')).faults).toEqual(['BAD_USER_INPUT']);
    expect((await inSpace('auditEvents(filter: { actions: ["a\\u0000", "b"] }) { totalCount }')).faults).toEqual(['BAD_USER_INPUT']);
  });

  test('half of a pair in what is kept as JSON, and nothing is kept', async () => {
    const { faults } = await admin.client.mutate('createBulkDownload', { projectSpaceId: space.id, search: 'a\ud800' });
    expect(faults).toEqual(['BAD_USER_INPUT']);
    expect((await inSpace('bulkDownloads { totalCount }')).data.projectSpace.bulkDownloads.totalCount).toBe(0);
  });
});
