import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { noteRequest } from '../features/session/last-request';
import { createStreamLink } from './stream-link';

/** The app uses only the public API, with the session cookies of its own origin. */
export function createApolloClient(): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      createStreamLink('/graphql/stream'),
      new HttpLink({
        uri: '/graphql', credentials: 'same-origin', fetch: async (...request) => noteRequest(await fetch(...request)),
      })),
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
}
