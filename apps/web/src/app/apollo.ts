import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { OperationTypeNode } from 'graphql';
import { noteRequest } from '../features/session/last-request';
import { ViewerDocument } from '../gql/graphql';
import { createStreamLink } from './stream-link';

const isClosed = (error: unknown) => CombinedGraphQLErrors.is(error)
  && error.errors.some(({ extensions }) => extensions?.code === 'TWO_FACTOR_REQUIRED');

/** The app uses only the public API, with the session cookies of its own origin. */
export function createApolloClient(): ApolloClient {
  // A project space that begins to require two-factor closes at once, whatever page is open (TFA-3).
  const closing = new ErrorLink(({ error, operation }) => {
    if (isClosed(error) && operation.operationName !== 'Viewer') void client.refetchQueries({ include: [ViewerDocument] });
  });
  const client = new ApolloClient({
    link: closing.concat(ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      createStreamLink('/graphql/stream'),
      new HttpLink({
        uri: '/graphql', credentials: 'same-origin', fetch: async (...request) => noteRequest(await fetch(...request)),
      }))),
    clientAwareness: { name: 'usher-web', version: '1' },
    cache: new InMemoryCache({
      typePolicies: {
        Viewer: { merge: true },
        ProjectSpace: { merge: true },
        FormerMember: { keyFields: ['membershipId'] },
      },
    }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  return client;
}
