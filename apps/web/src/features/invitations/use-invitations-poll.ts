import { useApolloClient } from '@apollo/client/react';
import { useDocumentVisibility } from '@mantine/hooks';
import type { DocumentNode } from 'graphql';
import { useCallback } from 'react';
import { InvitationDocument, InvitationFunnelDocument, InvitationsChangedDocument, InvitationsDocument, MembersDocument } from '../../gql/graphql';
import { useLive } from '../../ui/use-live';

const POLL_MS = 5_000;
/** Some changes no stream tells of, such as what leaves one's area. */
const POLL_WHILE_LIVE_MS = 60_000;
/** What an invitation that is sent, delivered or accepted changes on the pages that show it. */
const SHOWN = new Set<DocumentNode>([InvitationsDocument, InvitationDocument, MembersDocument, InvitationFunnelDocument]);

/** Looks again whenever invitations change; answers how often to ask besides, which is more often where no stream is to be had. */
export function useInvitationsPoll(projectSpaceId: string): number {
  const client = useApolloClient();
  const isVisible = useDocumentVisibility() === 'visible';
  const isLive = useLive(
    useCallback(() => client.subscribe({ query: InvitationsChangedDocument, variables: { projectSpaceId } }), [client, projectSpaceId]),
    () => client.refetchQueries({ include: 'active', onQueryUpdated: ({ options }) => SHOWN.has(options.query) }));
  if (!isVisible) return 0;
  return isLive ? POLL_WHILE_LIVE_MS : POLL_MS;
}
