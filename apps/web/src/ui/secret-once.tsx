import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId } from 'react';

interface SecretOnceProps {
  secret: string;
  words: { label: string; detail: string; copy: string; copied: string; done: string };
  onClose: () => void;
}

/** The only sight of a new secret. */
export function SecretOnce({ secret, words, onClose }: SecretOnceProps) {
  const label = useId();
  return (
    <Stack>
      <Alert color="yellow" variant="light" styles={{ message: { color: 'var(--mantine-color-text)' } }}>{words.detail}</Alert>
      <div>
        <Text size="sm" fw={600} id={label}>{words.label}</Text>
        <Code block aria-labelledby={label} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{secret}</Code>
      </div>
      <Group justify="space-between">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default" onClick={copy} data-autofocus
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            >
              <span aria-live="polite">{copied ? words.copied : words.copy}</span>
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{words.done}</Button>
      </Group>
    </Stack>
  );
}
