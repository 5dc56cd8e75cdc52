import { useApolloClient } from '@apollo/client/react';
import { type ApiKeyRowFragment, ApiKeysDocument, CreateApiKeyDocument, type CreateApiKeyInput, RevokeApiKeyDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';

const t = texts.apiKeys;

/** Making and revoking keys. The secret is handed on and never kept: its answer passes the cache by. */
export function useKeyChanges() {
  const client = useApolloClient();
  const { show } = useMessages();
  const afresh = { refetchQueries: [ApiKeysDocument] };

  return {
    async create(input: CreateApiKeyInput) {
      let secret: string | null = null;
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({ mutation: CreateApiKeyDocument, variables: { input }, fetchPolicy: 'no-cache', ...afresh });
        secret = data?.createApiKey.secret ?? null;
        return data?.createApiKey;
      }, texts.failed.change);
      return { refusals, secret };
    },
    async revoke(key: ApiKeyRowFragment) {
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({ mutation: RevokeApiKeyDocument, variables: { input: { apiKeyId: key.id } }, ...afresh });
        return data?.revokeApiKey;
      }, texts.failed.change);
      if (refusals.length === 0) show({ tone: 'success', text: t.revoked(key.name) });
      else show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    },
  };
}
