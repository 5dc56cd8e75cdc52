import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { ApiKeyRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
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
    <Modal opened onClose={onClose} title={t.revokeTitle(apiKey.name)} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Text mb="md">{t.revokeDetail}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
        <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>{t.revoke}</Button>
      </Group>
    </Modal>
  );
}
