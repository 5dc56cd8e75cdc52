import { bringerOf, draftOf, grouped, isSame, type PermissionInfo, toggled } from './role-draft';

const info = (permission: string, group: string, implies: string[] = []) =>
  ({ permission, group, implies, title: permission, description: '' }) as unknown as PermissionInfo;
const view = info('VIEW_DATA', 'Data');
const edit = info('EDIT_DATA', 'Data', ['VIEW_DATA']);
const catalogue = [view, info('VIEW_APPS', 'Apps'), edit];

test('ticking a permission brings what it implies, which is locked while it is ticked', () => {
  const chosen = toggled([], edit, true);
  expect(chosen).toEqual(['EDIT_DATA', 'VIEW_DATA']);
  expect(bringerOf('VIEW_DATA', chosen, catalogue)).toBe(edit);
  expect(bringerOf('VIEW_DATA', toggled(chosen, edit, false), catalogue)).toBeUndefined();
});

test('the catalogue is drawn in groups, in its own order', () => {
  expect(grouped(catalogue).map(([name, infos]) => [name, infos.length])).toEqual([['Data', 2], ['Apps', 1]]);
});

test('a draft that came back to what it was is not unsaved', () => {
  const draft = { ...draftOf(), permissions: toggled([], edit, true) };
  expect(isSame(draft, { ...draft, permissions: draft.permissions.toReversed() })).toBe(true);
  expect(isSame(draft, draftOf())).toBe(false);
  expect(isSame({ ...draft, assignerIds: [] }, draft)).toBe(false);
});
