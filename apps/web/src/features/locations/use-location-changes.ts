import { useApolloClient } from '@apollo/client/react';
import {
  CreateLocationDocument, type CreateLocationInput, DeleteLocationDocument, type LocationNodeFragment, UpdateLocationDocument,
  type UpdateLocationInput,
} from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import type { UserErrorLike } from '../../ui/user-errors';

const t = texts.locations;

/** What can be done to a location; each tells in the bar what happened, and answers with its refusals. */
export function useLocationChanges() {
  const client = useApolloClient();
  const { show } = useMessages();
  async function told(work: () => Promise<{ userErrors: readonly UserErrorLike[] } | null | undefined>, text: string) {
    const refusals = await refusalsOf(work, texts.failed.change);
    if (refusals.length > 0) return refusals;
    await client.refetchQueries({ include: 'active' });
    show({ tone: 'success', text });
    return refusals;
  }
  return {
    create: async (input: CreateLocationInput) => await told(
      async () => (await client.mutate({ mutation: CreateLocationDocument, variables: { input } })).data?.createLocation,
      t.created(input.name)),
    change: async (name: string, input: UpdateLocationInput) => await told(
      async () => (await client.mutate({ mutation: UpdateLocationDocument, variables: { input } })).data?.updateLocation,
      t.changed(name)),
    remove: async ({ id, name }: LocationNodeFragment) => await told(
      async () => (await client.mutate({ mutation: DeleteLocationDocument, variables: { input: { locationId: id } } })).data?.deleteLocation,
      t.removed(name)),
  };
}
