import { useApolloClient } from '@apollo/client/react';
import {
  type MemberRowFragment, RemoveMembershipDocument, SetMembershipActiveDocument, UndoRemoveMembershipDocument,
  UpdateMembershipDocument,
} from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import type { UserErrorLike } from '../../ui/user-errors';

export const nameOf = ({ webUser: { firstName, lastName } }: Pick<MemberRowFragment, 'webUser'>) => `${firstName} ${lastName}`;

/** What can be done to a member; each tells in the bar what happened, and answers with its refusals. */
export function useMemberChanges() {
  const client = useApolloClient();
  const { show } = useMessages();
  const told = (refusals: readonly UserErrorLike[], success: () => void) => {
    if (refusals.length === 0) success();
    else show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    return refusals;
  };
  const renew = () => client.refetchQueries({ include: 'active' });

  async function undo(membershipId: string, name: string) {
    const refusals = await refusalsOf(async () => {
      const { data } = await client.mutate({ mutation: UndoRemoveMembershipDocument, variables: { input: { membershipId } } });
      return data?.undoRemoveMembership;
    }, texts.failed.change);
    await renew();
    return told(refusals, () => show({ tone: 'success', text: texts.remove.undone(name) }));
  }

  return {
    undo,
    async change(member: MemberRowFragment, input: { roleId?: string; locationIds?: string[] }, text: string) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: UpdateMembershipDocument, variables: { input: { membershipId: member.id, ...input } },
        });
        return data?.updateMembership;
      }, texts.failed.change);
      if (refusals.length === 0) show({ tone: 'success', text });
      return refusals;
    },
    async setActive(member: MemberRowFragment, active: boolean, removeSentInvitations: boolean) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: SetMembershipActiveDocument,
          variables: { input: { membershipId: member.id, active, removeSentInvitations } },
        });
        return data?.setMembershipActive;
      }, texts.failed.change);
      await renew();
      const text = active ? texts.members.reactivatedNow : texts.members.deactivatedNow;
      return told(refusals, () => show({ tone: 'success', text: text(nameOf(member)) }));
    },
    async remove(member: MemberRowFragment, removeSentInvitations: boolean) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: RemoveMembershipDocument, variables: { input: { membershipId: member.id, removeSentInvitations } },
        });
        return data?.removeMembership;
      }, texts.failed.change);
      await renew();
      const name = nameOf(member);
      return told(refusals, () => show({
        tone: 'success', text: texts.remove.done(name),
        action: { label: texts.remove.undo, run: () => void undo(member.id, name) },
      }));
    },
  };
}
