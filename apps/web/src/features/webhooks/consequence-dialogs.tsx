import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WebhookRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { SecretOnce } from '../../ui/secret-once';
import { useWebhookChanges } from './use-webhook-changes';

const t = texts.webhooks;

interface DialogProps {
  webhook: WebhookRowFragment;
  onClose: () => void;
}

/** Asks before the secret is replaced, and then shows the new one once. */
export function RotateDialog({ webhook: { id, url }, onClose }: DialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const { rotate } = useWebhookChanges();
  const confirm = async () => {
    setBusy(true);
    const done = await rotate(id);
    setBusy(false);
    setSecret(done.secret);
    setError(done.refusals.map(({ message }) => message).join(' '));
  };
  return (
    <Dialog
      onClose={onClose} size="lg" title={secret ? t.rotated : t.rotateTitle} closeOnClickOutside={false} closeOnEscape={!secret} withCloseButton={!secret}
      closeButtonProps={{ 'aria-label': texts.cancel }}
    >
      {secret ? <SecretOnce secret={secret} words={t.secret} onClose={onClose} /> : (
        <Stack>
          {error && <Alert color="red" role="alert">{error}</Alert>}
          <Text className="wrap">{t.rotateIntro(url)}</Text>
          <Consequences texts={t.rotateConsequences} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
            <Button loading={isBusy} onClick={() => void confirm()}>{t.rotate}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

/** Asks before a webhook goes, and tells what goes with it. */
export function DeleteDialog({ webhook: { id, url }, onClose }: DialogProps) {
  const [isBusy, setBusy] = useState(false);
  const { remove } = useWebhookChanges();
  const confirm = async () => {
    setBusy(true);
    await remove(id);
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t.deleteTitle} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text className="wrap">{t.deleteIntro(url)}</Text>
        <Consequences texts={t.deleteConsequences} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>{t.delete}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

const Consequences = ({ texts: lines }: { texts: readonly string[] }) =>
  <List size="sm" spacing={6}>{lines.map((text) => <List.Item key={text}>{text}</List.Item>)}</List>;
