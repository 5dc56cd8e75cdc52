import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { ApiKeyRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { useKeyChanges } from './use-key-changes';

const t = texts.apiKeys;

export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyRowFragment; onClose: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const { revoke } = useKeyChanges();
  const confirm = async () => {
    setBusy(true);
    await revoke(apiKey);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t.revokeTitle(apiKey.name)} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Text mb="md">{t.revokeDetail}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
        <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>{t.revoke}</Button>
      </Group>
    </Dialog>
  );
}
