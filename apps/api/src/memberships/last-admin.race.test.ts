import type { TestMember } from '../../test/build';
import type { Answer } from '../../test/client';
import { twoServers } from '../../test/two-servers';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

interface Outcome {
  userErrors: { code: string }[];
}

const codesOf = ({ data, faults }: Answer, name: string): string[] =>
  [...faults, ...[...(data?.[name]?.userErrors ?? []), ...(data?.[name]?.outcomes ?? []).flatMap((one: Outcome) => one.userErrors)]
    .map(({ code }: { code: string }) => code)];

const EACH = 'outcomes { userErrors { code } }';

type Deed = (target: TestMember, readOnly: string) => [name: string, input: object];
const remove: Deed = ({ membershipId }) => ['removeMembership', { membershipId }];
const demote: Deed = ({ membershipId }, roleId) => ['updateMembership', { membershipId, roleId }];
const deactivate: Deed = ({ membershipId }) => ['setMembershipActive', { membershipId, active: false }];
const demoteSelection: Deed = ({ membershipId }, roleId) => ['updateMemberships', { membershipIds: [membershipId], roleId }];
const removeSelection: Deed = ({ membershipId }) => ['removeMemberships', { membershipIds: [membershipId] }];

describe.each([
  ['remove', remove, remove], ['demote', demote, demote], ['deactivate', deactivate, deactivate],
  ['remove and demote', remove, demote], ['demote a selection and remove one with', demoteSelection, removeSelection],
])(`MEM-2: two admins ${'%s'} each other at once`, (_name, one, other) => {
  test(`always one admin is left, ${ROUNDS} rounds on two servers`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const space = await servers.build.space();
      const [ana, bela] = [await servers.build.member(space), await servers.build.member(space)];
      const readOnly = await servers.build.roleNamed(space, 'Read Only');
      const [name, input] = one(bela, readOnly);
      const [otherName, otherInput] = other(ana, readOnly);
      const [left, right] = await Promise.all([
        ana.client.at(servers.first).mutate(name, input, name.endsWith('s') ? EACH : ''),
        bela.client.at(servers.second).mutate(otherName, otherInput, otherName.endsWith('s') ? EACH : ''),
      ]);
      const codes = [...codesOf(left, name), ...codesOf(right, otherName)];
      expect(codes).toHaveLength(1);
      expect(['FORBIDDEN', 'LAST_ADMIN', 'NOT_FOUND']).toContain(codes[0]);
      const [{ admins }] = await servers.first.usher.database.query(
        `SELECT count(*)::int AS admins FROM memberships m JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
         WHERE m.project_space_id = $1 AND m.active AND r.is_admin`, [space.id]);
      expect(admins).toBe(1);
    }
  }, 300_000);
});
