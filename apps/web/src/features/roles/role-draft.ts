import type { Permission, PermissionCatalogueQuery, RoleRowFragment } from '../../gql/graphql';

export type PermissionInfo = PermissionCatalogueQuery['permissionCatalogue'][number];

/** A role as it stands in the form. */
export interface RoleDraft {
  name: string;
  description: string;
  permissions: Permission[];
  ownLocationsOnly: boolean;
  /** Null: no list. */
  assignerIds: string[] | null;
}

export const draftOf = (role?: RoleRowFragment): RoleDraft => ({
  name: role?.name ?? '',
  description: role?.description ?? '',
  permissions: role?.permissions ?? [],
  ownLocationsOnly: role?.ownLocationsOnly ?? false,
  assignerIds: role?.assignableBy?.map(({ id }) => id) ?? null,
});

/** The permission that brings this one with it, if a chosen one does. */
export const bringerOf = (permission: Permission, chosen: readonly Permission[], catalogue: readonly PermissionInfo[]) =>
  catalogue.find((info) => chosen.includes(info.permission) && info.implies.includes(permission));

/** The catalogue in its groups, in the order in which they first appear. */
export function grouped(catalogue: readonly PermissionInfo[]): [group: string, PermissionInfo[]][] {
  const groups = new Map<string, PermissionInfo[]>();
  for (const info of catalogue) groups.set(info.group, [...(groups.get(info.group) ?? []), info]);
  return [...groups];
}

/** With it what it brings; without it what was only brought by it stays chosen, as a person would expect of a tick. */
export function toggled(chosen: readonly Permission[], info: PermissionInfo, isChosen: boolean): Permission[] {
  if (!isChosen) return chosen.filter((one) => one !== info.permission);
  return [...new Set([...chosen, info.permission, ...info.implies])];
}

export const isSame = (one: RoleDraft, other: RoleDraft) => {
  const sorted = (draft: RoleDraft) => JSON.stringify({
    ...draft, permissions: [...draft.permissions].sort(), assignerIds: draft.assignerIds && [...draft.assignerIds].sort(),
  });
  return sorted(one) === sorted(other);
};
