import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { AcceptMineDocument, DeclineMineDocument, MyInvitationsDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows } from '../../ui/states';

const t = texts.account;

/** Open invitations to one's own addresses, each to accept or decline (INV-7). */
export function MyInvitations() {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(MyInvitationsDocument);
  const { show } = useMessages();
  const invitations = data?.viewer?.invitations;

  const answer = async (invitationId: string, name: string, isAccepted: boolean) => {
    const variables = { input: { invitationId } };
    const refusals = await refusalsOf(async () => (isAccepted
      ? (await client.mutate({ mutation: AcceptMineDocument, variables })).data?.acceptInvitation
      : (await client.mutate({ mutation: DeclineMineDocument, variables })).data?.declineInvitation), texts.failed.change);
    await client.refetchQueries({ include: 'active' });
    if (refusals.length > 0) show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    else show({ tone: 'success', text: isAccepted ? texts.accept.joined(name) : t.declined(name) });
  };

  if (!invitations && error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!invitations) return <LoadingRows label={texts.loading} count={2} />;
  if (invitations.length === 0) return <Text className="quiet">{t.noInvitations}</Text>;
  return (
    <Stack gap="sm">
      {invitations.map(({ id, projectSpaceName, roleName, invitedByName, expiresAt }) => (
        <Group key={id} justify="space-between" gap="sm">
          <div className="wrap">
            <Text fw={600}>{projectSpaceName}</Text>
            <Text size="sm" className="quiet">{t.invitedAs(roleName, invitedByName)} · {texts.invitations.ends} <Moment at={expiresAt} /></Text>
          </div>
          <Group gap="xs">
            <Button size="xs" aria-label={t.acceptFor(projectSpaceName)} onClick={() => void answer(id, projectSpaceName, true)}>{t.accept}</Button>
            <Button size="xs" variant="default" aria-label={t.declineFor(projectSpaceName)} onClick={() => void answer(id, projectSpaceName, false)}>{t.decline}</Button>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
