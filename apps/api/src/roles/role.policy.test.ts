import * as fc from 'fast-check';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { withImplied } from '../access/permission-catalogue';
import { presetRoles } from './preset-roles';
import { type AssignableRole, canAssign, canDelete, canEdit, holdsAllOf } from './role.policy';

const permissions = fc.subarray(Object.values(Permission)).map((some) => withImplied(some));
type Holder = Pick<Standing, 'isAdmin' | 'permissions' | 'roleId' | 'area' | 'keyOfAdmin'>;

const roleId = fc.constantFrom('a', 'b', 'c');
const area = fc.constantFrom<string[] | null>(null, ['dakar']);
const actor: fc.Arbitrary<Holder> = fc.record({ isAdmin: fc.constant(false), permissions, roleId, area });
const role: fc.Arbitrary<AssignableRole> = fc.record({
  id: roleId, isAdmin: fc.boolean(), permissions, ownLocationsOnly: fc.boolean(),
  assignerRoleIds: fc.option(fc.subarray(['a', 'b', 'c'])),
});
const admin: Holder = { isAdmin: true, permissions: Object.values(Permission), roleId: 'admin', area: null };

test('ROL-4: nobody hands out more than they hold, or than an admin listed for their role', () => {
  fc.assert(fc.property(actor, role, (who, what) => {
    if (!canAssign(who, what)) return;
    expect(what.isAdmin).toBe(false);
    const isWithin = what.permissions.every((one) => who.permissions.includes(one)) && (who.area === null || what.ownLocationsOnly);
    expect(what.assignerRoleIds ? what.assignerRoleIds.includes(who.roleId) : isWithin).toBe(true);
  }), { numRuns: 2_000 });
});

test('ROL-4: what one may hand out of one\'s own, one may hand out again and again without it ever growing', () => {
  const unlisted = role.map((one) => ({ ...one, assignerRoleIds: null }));
  fc.assert(fc.property(actor, fc.array(unlisted, { minLength: 1, maxLength: 6 }), (first, chain) => {
    let holder = first;
    for (const next of chain) {
      if (!canAssign(holder, next)) return;
      expect(holdsAllOf(first, next)).toBe(true);
      holder = { isAdmin: next.isAdmin, permissions: next.permissions, roleId: next.id, area: next.ownLocationsOnly ? ['thies'] : null };
    }
  }), { numRuns: 2_000 });
});

test('ROL-4: an admin may assign every role, and nobody without "edit web users" any', () => {
  fc.assert(fc.property(actor, role, (who, what) => {
    expect(canAssign(admin, what)).toBe(true);
    expect(canAssign({ ...who, permissions: who.permissions.filter((one) => one !== Permission.EDIT_WEB_USERS) }, what)).toBe(false);
  }));
});

test('ROL-4: a key hands out what is a subset of its own and its maker could hand out; a list never widens it', () => {
  fc.assert(fc.property(actor, permissions, role, fc.boolean(), (who, given, what, isAdmin) => {
    const maker = isAdmin ? { ...admin, roleId: who.roleId } : who;
    const key = { ...maker, isAdmin: false, keyOfAdmin: isAdmin, permissions: maker.permissions.filter((one) => given.includes(one)) };
    const mayInvite = key.permissions.includes(Permission.EDIT_WEB_USERS);
    expect(canAssign(key, what)).toBe(mayInvite && !what.isAdmin && holdsAllOf(key, what) && canAssign(maker, what));
  }), { numRuns: 2_000 });
});

test('ROL-4: only who holds all of a role edits or deletes it; Admin nobody (ROL-1), and nobody limited deletes', () => {
  fc.assert(fc.property(actor, role, (who, what) => {
    expect(canEdit(admin, what)).toBe(!what.isAdmin);
    if (canEdit(who, what)) expect(holdsAllOf(who, what) && !what.isAdmin && who.permissions.includes(Permission.EDIT_ROLES)).toBe(true);
    if (canDelete(who, what)) expect(canEdit(who, what) && who.area === null).toBe(true);
  }), { numRuns: 2_000 });
});

test('ROL-1: of the preset roles only Admin holds the web-user permissions', () => {
  const holders = presetRoles.filter(({ permissions: held }) => held.some((one) => /WEB_USERS/.test(one)));
  expect(presetRoles.map(({ name }) => name)).toEqual(['Admin', 'App Editor', 'Field Implementer', 'Read Only', 'Billing Admin']);
  expect(holders.map(({ name }) => name)).toEqual(['Admin']);
});
