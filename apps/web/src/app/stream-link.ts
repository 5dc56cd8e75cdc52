import { ApolloLink } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { Observable } from 'rxjs';

/** Subscriptions as server-sent events, one stream each. Who follows begins anew where one is lost (`ui/use-live`). */
export function createStreamLink(url: string): ApolloLink {
  const client = createClient({ url, credentials: 'same-origin', retryAttempts: 0 });
  return new ApolloLink(({ query, variables, operationName }) => new Observable((sink) =>
    client.subscribe<Record<string, unknown>, Record<string, unknown>>({ query: print(query), variables, operationName }, {
      next: (result) => sink.next(result as ApolloLink.Result),
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    })));
}
