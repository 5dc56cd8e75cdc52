import { useApolloClient } from '@apollo/client/react';
import { RemoveMembershipsDocument, UpdateMembershipsDocument, type UpdateMembershipsInput } from '../../gql/graphql';
import { texts } from '../../texts';
import { useMessages } from '../../ui/messages';

const t = texts.members;

interface Answer {
  outcomes: readonly { membershipId: string; userErrors: readonly { message: string }[] }[];
  userErrors: readonly { message: string }[];
}

export interface FailedOne {
  id: string;
  message: string;
}

/** Changing a selection; answers with those it could not be done for. */
export function useSelectionChanges() {
  const client = useApolloClient();
  const { show } = useMessages();

  async function run(work: () => Promise<Answer | undefined>, words: (done: number, failed: number) => string): Promise<readonly FailedOne[]> {
    const answer = await work().catch(() => undefined);
    if (!answer) return [{ id: '', message: texts.failed.change }];
    await client.refetchQueries({ include: 'active' });
    const failed = answer.outcomes.flatMap(({ membershipId, userErrors: [refusal] }) =>
      (refusal ? [{ id: membershipId, message: refusal.message }] : []));
    const done = answer.outcomes.length - failed.length;
    if (done > 0) show({ tone: failed.length > 0 ? 'failure' : 'success', text: words(done, failed.length) });
    return [...answer.userErrors.map(({ message }) => ({ id: '', message })), ...failed];
  }

  return {
    change: async (membershipIds: string[], change: Omit<UpdateMembershipsInput, 'membershipIds'>) => await run(async () => (
      await client.mutate({ mutation: UpdateMembershipsDocument, variables: { input: { membershipIds, ...change } } })).data?.updateMemberships,
    t.manyChanged),
    remove: async (membershipIds: string[], removeSentInvitations: boolean) => await run(async () => (
      await client.mutate({ mutation: RemoveMembershipsDocument, variables: { input: { membershipIds, removeSentInvitations } } })).data?.removeMemberships,
    t.manyRemoved),
  };
}
