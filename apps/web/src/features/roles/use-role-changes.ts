import { useApolloClient } from '@apollo/client/react';
import { CreateRoleDocument, DeleteRoleDocument, type RoleRowFragment, UpdateRoleDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import type { RoleDraft } from './role-draft';

const t = texts.roles;

/** Making, changing and deleting roles; each tells in the bar what happened, and answers with its refusals. */
export function useRoleChanges() {
  const client = useApolloClient();
  const { show } = useMessages();
  const inputOf = ({ assignerIds, ...draft }: RoleDraft, mayList: boolean) =>
    ({ ...draft, ...(mayList && { assignableByRoleIds: assignerIds }) });

  return {
    async create(projectSpaceId: string, draft: RoleDraft, mayList: boolean) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: CreateRoleDocument, variables: { input: { projectSpaceId, ...inputOf(draft, mayList) } },
        });
        return data?.createRole;
      }, texts.failed.change);
      if (refusals.length === 0) show({ tone: 'success', text: t.created(draft.name) });
      return refusals;
    },
    async change(role: RoleRowFragment, draft: RoleDraft, mayList: boolean) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: UpdateRoleDocument, variables: { input: { roleId: role.id, ...inputOf(draft, mayList) } },
        });
        return data?.updateRole;
      }, texts.failed.change);
      if (refusals.length === 0) show({ tone: 'success', text: t.saved(draft.name) });
      return refusals;
    },
    async remove(role: RoleRowFragment) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({ mutation: DeleteRoleDocument, variables: { input: { roleId: role.id } } });
        return data?.deleteRole;
      }, texts.failed.change);
      if (refusals.length === 0) show({ tone: 'success', text: t.removed(role.name) });
      else show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
      return refusals;
    },
  };
}
