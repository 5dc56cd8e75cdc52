import { array, assert, constantFrom, integer, pre, property, record, tuple } from 'fast-check';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import type { Known, KnownInvitation, KnownMember, KnownPerson, NamedRole, UploadSpace } from './known';
import { RepeatedRows } from './repeated-rows';
import { planRow, type RowPlan } from './row-plan';
import { uploadRow } from './upload-row';

const NOW = new Date('2026-11-25T12:00:00Z');
const LATER = new Date('2026-12-01T00:00:00Z');
const EARLIER = new Date('2026-11-01T00:00:00Z');
const ALL = Object.values(Permission);

const role = (name: string, permissions: Permission[] = [], given: Partial<NamedRole> = {}): NamedRole => ({
  id: name, name, permissions, isAdmin: false, ownLocationsOnly: false, assignerRoleIds: null, ...given,
});
const roles = [
  role('Admin', ALL, { isAdmin: true }), role('Editor', [Permission.EDIT_APPS]), role('Reader'),
  role('Local', [], { ownLocationsOnly: true }),
];
const roleNamed = (name: string) => roles.find((one) => one.name === name) as NamedRole;
const places = ['dakar', 'thies', '101'].map((code) => ({ id: `id-${code}`, code, path: [`id-${code}`] }));
const placed = (...codes: string[]) => places.filter(({ code }) => codes.includes(code));

const admin: Standing = {
  projectSpaceId: 'space', slug: 'demo', projectSpaceName: 'Demo', plan: 'STANDARD', language: 'EN', usesLocations: true, remindersEnabled: true, requiresTwoFactor: false,
  membershipId: 'm-self', roleId: 'Admin', isAdmin: true, permissions: ALL, lastAccessDate: null, area: null,
};
const editor: Standing = { ...admin, roleId: 'Inviter', isAdmin: false, permissions: [Permission.EDIT_WEB_USERS] };
const limited: Standing = { ...editor, area: ['id-dakar'] };
const withoutPlaces: Standing = { ...admin, usesLocations: false };

const space = (standing: Standing, adminCount = 2): UploadSpace => ({
  standing, adminCount, roles: new Map(roles.map((one) => [one.name.toLowerCase(), one])),
  places: new Map(places.map((place) => [place.code, place])),
});

const person: KnownPerson = { id: 'p', email: 'a@b.example', firstName: 'Ana', lastName: 'Silva', lastLogin: null, deactivated: false };
const member = (name: string, ...codes: string[]): KnownMember => ({
  id: 'm', role: roleNamed(name), places: placed(...codes), active: true, lastAccessDate: null, deactivated: false,
});
const invitation = (name: string, expiresAt = LATER, ...codes: string[]): KnownInvitation => ({
  id: 'i', email: 'a@b.example', role: roleNamed(name), places: placed(...codes), expiresAt,
});
const known = (given: Partial<Known> = {}): Known => ({
  address: 'a@b.example', person: null, member: null, invitation: null, isBlocked: false, ...given,
});
const isMember = (...given: Parameters<typeof member>) => known({ person, member: member(...given) });
const self = (name: string) => known({ person, member: { ...member(name), id: 'm-self' } });
const isInvited = (...given: Parameters<typeof invitation>) => known({ invitation: invitation(...given) });

function plan(cells: Record<string, string>, about: Known, by: Standing = admin, adminCount = 2): RowPlan {
  const removes = cells.remove === 'true';
  return planRow({ ...uploadRow(2, { username: 'a@b.example', ...cells }), removes }, space(by, adminCount), about, NOW);
}
const outcome = ({ action, problems }: RowPlan) => action ?? problems.map(({ code, column }) => `${code} ${column}`).join(', ');

const TABLE: [string, Record<string, string>, Known, string, Standing?, number?][] = [
  ['an unknown address is invited', { role: 'Reader' }, known(), 'INVITE'],
  ['an account that is no member is invited, never joined', { role: 'Reader' }, known({ person }), 'INVITE'],
  ['role names are matched trimmed and in any case', { role: '  rEADER ' }, known(), 'INVITE'],
  ['an unknown role', { role: 'Boss' }, known(), 'ROLE_NOT_AVAILABLE role'],
  ['a role beyond one’s own', { role: 'Editor' }, known(), 'ROLE_NOT_AVAILABLE role', editor],
  ['Admin, by somebody who is none', { role: 'Admin' }, known(), 'ROLE_NOT_AVAILABLE role', editor],
  ['a blocked address is not invited', { role: 'Reader' }, known({ isBlocked: true }), 'EMAIL_BLOCKED username'],
  ['a blocked member is changed', { role: 'Reader' }, { ...isMember('Editor'), isBlocked: true }, 'CHANGE_MEMBERSHIP'],
  ['an account deactivated as a whole', { role: 'Reader' }, known({ person: { ...person, deactivated: true } }), 'ACCOUNT_DEACTIVATED username'],
  ['problems of different columns together', { role: 'Boss', 'location_code 1': 'x' }, known({ isBlocked: true }),
    'EMAIL_BLOCKED username, ROLE_NOT_AVAILABLE role, LOCATION_NOT_AVAILABLE location_code'],
  ['codes are matched in any case', { role: 'Reader', 'location_code 1': ' DAKAR ' }, known(), 'INVITE'],
  ['an unknown code', { role: 'Reader', 'location_code 1': 'x' }, known(), 'LOCATION_NOT_AVAILABLE location_code'],
  ['a code outside one’s area', { role: 'Local', 'location_code 1': 'thies' }, known(), 'LOCATION_NOT_AVAILABLE location_code', limited],
  ['an invitation without location, by a limited person', { role: 'Local' }, known(), 'LOCATION_NOT_AVAILABLE location_code', limited],
  ['a code where locations are not used', { role: 'Reader', 'location_code 1': 'dakar' }, known(), 'LOCATION_NOT_AVAILABLE location_code', withoutPlaces],
  ['an unchanged member', { role: 'reader', 'location_code 1': 'dakar' }, isMember('Reader', 'dakar'), 'NONE'],
  ['an unchanged member whose role one may not assign', { role: 'Admin' }, isMember('Admin'), 'NONE', editor],
  ['a member’s role', { role: 'Editor' }, isMember('Reader'), 'CHANGE_MEMBERSHIP'],
  ['a member’s locations', { role: 'Reader', 'location_code 1': 'thies' }, isMember('Reader', 'dakar'), 'CHANGE_MEMBERSHIP'],
  ['no location column leaves locations', { role: 'Reader' }, isMember('Reader', 'dakar'), 'NONE'],
  ['a blank location column clears', { role: 'Reader', 'location_code 1': '' }, isMember('Reader', 'dakar'), 'CHANGE_MEMBERSHIP'],
  ['a blank one where locations are not used means nothing', { role: 'Reader', 'location_code 1': '' }, isMember('Reader', 'dakar'), 'NONE', withoutPlaces],
  ['an admin, by somebody who is none', { role: 'Reader' }, isMember('Admin'), 'CANNOT_CHANGE_MEMBER role', editor],
  ['the only admin, by somebody who is none', { role: 'Reader' }, isMember('Admin'), 'LAST_ADMIN role', editor, 1],
  ['one’s own role', { role: 'Reader' }, self('Admin'), 'CANNOT_CHANGE_SELF role', admin, 1],
  ['oneself, unchanged', { role: 'Admin' }, self('Admin'), 'NONE'],
  ['a member who is elsewhere too', { role: 'Local', 'location_code 1': 'dakar' }, isMember('Reader', 'dakar', 'thies'), 'CANNOT_CHANGE_MEMBER role', limited],
  ['what one does not see of a member stays', { role: 'Reader', 'location_code 1': 'dakar' }, isMember('Reader', 'dakar', 'thies'), 'NONE', limited],
  ['a member outside of the area', { role: 'Local', 'location_code 1': 'dakar' }, isMember('Reader', 'thies'), 'CANNOT_CHANGE_MEMBER username', limited],
  ['an unchanged invitation', { role: 'Reader' }, isInvited('Reader'), 'NONE'],
  ['an unchanged invitation that has expired', { role: 'Reader' }, isInvited('Reader', EARLIER), 'RENEW_INVITATION'],
  ['an expired one whose role one may not assign', { role: 'Editor' }, isInvited('Editor', EARLIER), 'NONE', editor],
  ['an invitation’s role', { role: 'Editor' }, isInvited('Reader'), 'CHANGE_INVITATION'],
  ['an invitation whose role one may not assign', { role: 'Reader' }, isInvited('Editor'), 'CANNOT_CHANGE_MEMBER role', editor],
  ['removal of a member needs no role', { remove: 'true' }, isMember('Reader'), 'REMOVE_MEMBERSHIP'],
  ['removal of an invitation', { remove: 'true' }, isInvited('Reader'), 'REMOVE_INVITATION'],
  ['removal of nobody', { remove: 'true' }, known(), 'NOT_FOUND remove'],
  ['removal of an account that is no member', { remove: 'true' }, known({ person }), 'NOT_FOUND remove'],
  ['removal of oneself, though the only admin', { remove: 'true' }, self('Admin'), 'REMOVE_SELF remove', admin, 1],
  ['removal of the only admin', { remove: 'true' }, isMember('Admin'), 'LAST_ADMIN remove', editor, 1],
  ['removal of an admin, by somebody who is none', { remove: 'true' }, isMember('Admin'), 'CANNOT_CHANGE_MEMBER remove', editor],
  ['removal of a member outside of the area', { remove: 'true' }, isMember('Reader', 'thies'), 'NOT_FOUND remove', limited],
  ['removal of a member who is elsewhere too', { remove: 'true' }, isMember('Reader', 'dakar', 'thies'), 'CANNOT_CHANGE_MEMBER remove', limited],
];

test.each(TABLE)('UPL-4 to UPL-8: %s', (...[, cells, about, expected, by, adminCount]) => {
  expect(outcome(plan(cells, about, by, adminCount))).toBe(expected);
});

test('UPL-4: names, e-mail and read-only columns are ignored, and a note says which differ', () => {
  const cells = { role: 'Reader', first_name: 'Anna', last_name: 'Silva', email: 'A@b.example', status: 'Deactivated User', last_login: 'N/A' };
  expect(plan(cells, isMember('Reader')).notes).toEqual(['Ignored, because Usher keeps its own: first_name, status.']);
});

test('ROL-7: a limited person is shown only the locations inside, and those outside survive', () => {
  const { changes, places: after } = plan({ role: 'Reader', 'location_code 1': '' }, isMember('Reader', 'dakar', 'thies'), { ...limited, permissions: ALL, area: ['id-dakar', 'id-101'] });
  expect({ changes, after }).toEqual({ changes: [], after: undefined });
  const moved = plan({ role: 'Reader', 'location_code 1': '101' }, isMember('Local', 'dakar', 'thies'), { ...limited, area: ['id-dakar', 'id-101'] });
  expect(moved.problems.map(({ code }) => code)).toEqual(['CANNOT_CHANGE_MEMBER']);
});

const cellsOf = record({
  username: constantFrom('a@b.example', 'c@d.example', 'e@f.example'), role: constantFrom('Reader', 'Editor', 'Admin', 'Boss', 'Local'),
  remove: constantFrom('', 'true'), 'location_code 1': constantFrom('', 'dakar', 'thies', 'x'),
}, { requiredKeys: ['username', 'role', 'remove'] });
const about = constantFrom(known(), known({ person }), isMember('Reader', 'dakar'), isMember('Admin'), isInvited('Reader'), isInvited('Local', EARLIER, 'thies'), self('Admin'));
const asker = constantFrom(admin, editor, limited, withoutPlaces);

test('UPL-7: any order of the rows gives each the same outcome', () => {
  assert(property(array(tuple(cellsOf, about), { maxLength: 12 }), asker, integer(), (rows, by, seed) => {
    const numbered = rows.map(([cells, one], index) => ({ number: index + 2, cells, one }));
    const outcomes = (order: typeof numbered) => {
      const repeated = new RepeatedRows();
      for (const { number, cells } of order) repeated.add(number, 'space', cells.username);
      const numbers = new Set(repeated.numbers());
      return new Map(order.map(({ number, cells, one }) =>
        [number, numbers.has(number) ? 'USERNAME_REPEATED' : outcome(plan(cells, one, by))]));
    };
    const shuffled = [...numbered].sort((one, other) => ((one.number * seed) % 7) - ((other.number * seed) % 7));
    expect(outcomes(shuffled)).toEqual(outcomes(numbered));
  }));
});

/** What is there once a plan has been applied. */
function afterwards(before: Known, { action, role: after, places: at }: RowPlan): Known {
  const subject = { role: after as NamedRole, places: at ?? [] };
  if (action === 'INVITE') return { ...before, invitation: { ...invitation('Reader'), ...subject } };
  if (action === 'CHANGE_INVITATION' && before.invitation) return { ...before, invitation: { ...before.invitation, ...subject, expiresAt: LATER } };
  if (action === 'RENEW_INVITATION' && before.invitation) return { ...before, invitation: { ...before.invitation, expiresAt: LATER } };
  if (action === 'CHANGE_MEMBERSHIP' && before.member) return { ...before, member: { ...before.member, ...subject } };
  return before;
}

test('UPL-4: a second upload of the same file changes nothing', () => {
  assert(property(cellsOf.filter(({ remove }) => remove === ''), about, asker, (cells, before, by) => {
    const first = plan(cells, before, by);
    pre(first.action !== null);
    expect(outcome(plan(cells, afterwards(before, first), by))).toBe('NONE');
  }));
});
