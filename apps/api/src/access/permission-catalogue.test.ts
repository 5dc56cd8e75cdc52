import { Permission } from './permission';
import { permissionCatalogue, withImplied } from './permission-catalogue';

const editing = Object.values(Permission).filter((permission) => permission.startsWith('EDIT_'));
const viewed = (permission: Permission) => Object.values(Permission).filter((other) => other === permission.replace('EDIT_', 'VIEW_'));

test('ROL-2: editing implies viewing, wherever there is something to view', () => {
  for (const permission of editing) expect(withImplied([permission])).toEqual(expect.arrayContaining(viewed(permission)));
  expect(editing.filter((permission) => viewed(permission).length > 0)).toHaveLength(6);
});

test('ROL-2: viewing implies nothing else, and what is implied stands once, in the order of the catalogue', () => {
  const views = Object.values(Permission).filter((permission) => permission.startsWith('VIEW_'));
  expect(views.map((permission) => withImplied([permission]))).toEqual(views.map((permission) => [permission]));
  expect(withImplied([Permission.EDIT_DATA, Permission.VIEW_DATA, Permission.EDIT_WEB_USERS])).toEqual([
    Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS, Permission.VIEW_DATA, Permission.EDIT_DATA,
  ]);
});

test('ROL-2: every permission stands in the catalogue once, with a title and a description of its own', () => {
  const titles = permissionCatalogue.map(({ title, description }) => `${title}: ${description}`);
  expect(permissionCatalogue.map(({ permission }) => permission).sort()).toEqual(Object.values(Permission).sort());
  expect(new Set(titles).size).toBe(titles.length);
});
