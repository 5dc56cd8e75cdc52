import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { WebhookRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { SecretOnce } from '../../ui/secret-once';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { ALL_EVENTS } from './event-choice';
import { EventFields } from './event-fields';
import { useWebhookChanges } from './use-webhook-changes';

const t = texts.webhooks;

interface WebhookDialogProps {
  projectSpaceId: string;
  /** The one to edit; null makes a new one. */
  webhook: WebhookRowFragment | null;
  onClose: () => void;
}

/** Makes a webhook, and then shows its secret once; or edits one. */
export function WebhookDialog({ projectSpaceId, webhook, onClose }: WebhookDialogProps) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState(webhook?.events ?? ALL_EVENTS);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { create, edit } = useWebhookChanges();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = webhook
      ? { refusals: await edit({ webhookId: webhook.id, url, events }), secret: null }
      : await create({ projectSpaceId, url, events });
    setBusy(false);
    setErrors(errorsByField(done.refusals, ['url', 'events']));
    if (done.refusals.length > 0) focusFirstError(form.current);
    else if (done.secret) setSecret(done.secret);
    else onClose();
  };
  return (
    <Dialog
      onClose={onClose} size="lg" title={secret ? t.made : webhook ? t.editTitle : t.add} closeOnClickOutside={false} closeOnEscape={!secret} withCloseButton={!secret}
      closeButtonProps={{ 'aria-label': texts.cancel }}
    >
      {secret ? <SecretOnce secret={secret} words={t.secret} onClose={onClose} /> : (
        <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
            <TextInput
              type="url" label={t.address} description={t.addressHelp} placeholder="https://" required maxLength={2048} value={url}
              error={errors.url} data-autofocus onChange={(event) => setUrl(event.currentTarget.value)}
            />
            <EventFields chosen={events} error={errors.events} onChange={setEvents} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
              <Button type="submit" loading={isBusy}>{webhook ? t.save : t.create}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
