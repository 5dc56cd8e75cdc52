import * as fc from 'fast-check';
import { Permission } from '../access/permission';
import { withImplied } from '../access/permission-catalogue';
import { presetRoles } from './preset-roles';
import { type AssignableRole, canAssign } from './role.policy';

const permissions = fc.subarray(Object.values(Permission)).map((some) => withImplied(some));
const roleId = fc.constantFrom('a', 'b', 'c');
const actor = fc.record({ isAdmin: fc.constant(false), permissions, roleId });
const role: fc.Arbitrary<AssignableRole> = fc.record({
  id: roleId, isAdmin: fc.boolean(), permissions, assignerRoleIds: fc.option(fc.subarray(['a', 'b', 'c'])),
});

test('ROL-4: nobody hands out more than they hold, or than an admin listed for their role', () => {
  fc.assert(fc.property(actor, role, (who, what) => {
    if (!canAssign(who, what)) return;
    expect(what.isAdmin).toBe(false);
    const isWithin = what.permissions.every((one) => who.permissions.includes(one));
    expect(what.assignerRoleIds ? what.assignerRoleIds.includes(who.roleId) : isWithin).toBe(true);
  }), { numRuns: 2_000 });
});

test('ROL-4: an admin may assign every role, and nobody without "edit web users" any', () => {
  fc.assert(fc.property(actor, role, (who, what) => {
    expect(canAssign({ ...who, isAdmin: true, permissions: Object.values(Permission) }, what)).toBe(true);
    expect(canAssign({ ...who, permissions: who.permissions.filter((one) => one !== Permission.EDIT_WEB_USERS) }, what)).toBe(false);
  }));
});

test('ROL-1: of the preset roles only Admin holds the web-user permissions', () => {
  const holders = presetRoles.filter(({ permissions: held }) => held.some((one) => /WEB_USERS/.test(one)));
  expect(presetRoles.map(({ name }) => name)).toEqual(['Admin', 'App Editor', 'Field Implementer', 'Read Only', 'Billing Admin']);
  expect(holders.map(({ name }) => name)).toEqual(['Admin']);
});
