import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { texts } from '../../texts';

const t = texts.apiKeys;

/** The only sight of a new key's secret. */
export function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" variant="light" styles={{ message: { color: 'var(--mantine-color-text)' } }}>{t.secretDetail}</Alert>
      <div>
        <Text size="sm" fw={600} id="api-key-secret">{t.secretLabel}</Text>
        <Code block aria-labelledby="api-key-secret" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{secret}</Code>
      </div>
      <Group justify="space-between">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default" onClick={copy} data-autofocus
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            >
              <span aria-live="polite">{copied ? t.copied : t.copy}</span>
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t.done}</Button>
      </Group>
    </Stack>
  );
}
