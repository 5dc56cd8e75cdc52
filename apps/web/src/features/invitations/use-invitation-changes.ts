import { useApolloClient } from '@apollo/client/react';
import { RemoveInvitationsDocument, ResendInvitationsDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { useMessages } from '../../ui/messages';

interface Outcome {
  email: string;
  userErrors: readonly { message: string }[];
}

interface Answer {
  outcomes: readonly Outcome[];
  userErrors: readonly { message: string }[];
}

interface Words {
  one: (email: string) => string;
  many: (done: number, failed: number) => string;
}

/** Resending and deleting, one or a whole selection; the bar tells what became of them. */
export function useInvitationChanges() {
  const client = useApolloClient();
  const { show } = useMessages();

  async function run(work: () => Promise<Answer | undefined>, words: Words): Promise<void> {
    const answer = await work().catch(() => undefined);
    await client.refetchQueries({ include: 'active' });
    if (!answer) return show({ tone: 'failure', text: texts.failed.change });
    const errors = [...answer.userErrors, ...answer.outcomes.flatMap((outcome) => outcome.userErrors)];
    const failed = answer.outcomes.filter(({ userErrors }) => userErrors.length > 0).length;
    const done = answer.outcomes.length - failed;
    const reasons = [...new Set(errors.map(({ message }) => message))].join(' ');
    if (done === 0) return show({ tone: 'failure', text: reasons });
    const [only] = answer.outcomes;
    const text = answer.outcomes.length === 1 && only ? words.one(only.email) : words.many(done, failed);
    return show({ tone: failed ? 'failure' : 'success', text: failed ? `${text} ${reasons}` : text });
  }

  const { resent, manyResent, removed, manyRemoved } = texts.invitations;
  return {
    resend: async (invitationIds: string[]) => await run(async () => {
      const { data } = await client.mutate({ mutation: ResendInvitationsDocument, variables: { input: { invitationIds } } });
      return data?.resendInvitations;
    }, { one: resent, many: manyResent }),
    remove: async (invitationIds: string[]) => await run(async () => {
      const { data } = await client.mutate({ mutation: RemoveInvitationsDocument, variables: { input: { invitationIds } } });
      return data?.removeInvitations;
    }, { one: removed, many: manyRemoved }),
  };
}
