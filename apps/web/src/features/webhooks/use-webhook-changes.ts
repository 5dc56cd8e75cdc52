import { useApolloClient } from '@apollo/client/react';
import {
  CreateWebhookDocument, type CreateWebhookInput, DeleteWebhookDocument, ResendWebhookDeliveryDocument, RotateWebhookSecretDocument,
  TestWebhookDocument, UpdateWebhookDocument, type UpdateWebhookInput, WebhookLogDocument, WebhooksDocument,
} from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import type { UserErrorLike } from '../../ui/user-errors';

const t = texts.webhooks;

interface WithSecret {
  refusals: readonly UserErrorLike[];
  secret: string | null;
}

/** All that can be done with webhooks. A secret is handed on and never kept: its answer passes the cache by. */
export function useWebhookChanges() {
  const client = useApolloClient();
  const { show } = useMessages();
  const fault = texts.failed.change;
  const list = { refetchQueries: [WebhooksDocument] };
  const listAndLog = { refetchQueries: [WebhooksDocument, WebhookLogDocument] };
  const tell = (refusals: readonly UserErrorLike[], done: string) => {
    if (refusals.length === 0) show({ tone: 'success', text: done });
    else show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
  };
  const update = async (input: UpdateWebhookInput) => await refusalsOf(
    async () => (await client.mutate({ mutation: UpdateWebhookDocument, variables: { input }, ...listAndLog })).data?.updateWebhook, fault);

  return {
    async create(input: CreateWebhookInput): Promise<WithSecret> {
      let secret: string | null = null;
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({ mutation: CreateWebhookDocument, variables: { input }, fetchPolicy: 'no-cache', ...list });
        secret = data?.createWebhook.secret ?? null;
        return data?.createWebhook;
      }, fault);
      return { refusals, secret };
    },
    async edit(input: UpdateWebhookInput) {
      const refusals = await update(input);
      if (refusals.length === 0) tell(refusals, t.changed);
      return refusals;
    },
    async setEnabled(webhookId: string, enabled: boolean) {
      tell(await update({ webhookId, enabled }), enabled ? t.switchedOn : t.switchedOff);
    },
    async rotate(webhookId: string): Promise<WithSecret> {
      let secret: string | null = null;
      const refusals = await refusalsOf(async () => {
        const { data } = await client.mutate({
          mutation: RotateWebhookSecretDocument, variables: { input: { webhookId } }, fetchPolicy: 'no-cache', ...list });
        secret = data?.rotateWebhookSecret.secret ?? null;
        return data?.rotateWebhookSecret;
      }, fault);
      return { refusals, secret };
    },
    async remove(webhookId: string) {
      tell(await refusalsOf(async () => (await client.mutate({
        mutation: DeleteWebhookDocument, variables: { input: { webhookId } }, ...list })).data?.deleteWebhook, fault), t.deleted);
    },
    async test(webhookId: string) {
      tell(await refusalsOf(async () => (await client.mutate({
        mutation: TestWebhookDocument, variables: { input: { webhookId } }, ...listAndLog })).data?.testWebhook, fault), t.tested);
    },
    async resend(deliveryId: string) {
      tell(await refusalsOf(async () => (await client.mutate({
        mutation: ResendWebhookDeliveryDocument, variables: { input: { deliveryId } }, ...listAndLog,
      })).data?.resendWebhookDelivery, fault), t.resent);
    },
  };
}
