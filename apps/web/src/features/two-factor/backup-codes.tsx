import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { texts } from '../../texts';

const t = texts.twoFactor;

interface BackupCodesProps {
  codes: readonly string[];
  email: string;
  onDone: () => void;
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  Object.assign(document.createElement('a'), { href: url, download: t.fileName }).click();
  URL.revokeObjectURL(url);
}

/** Shown this once: to be copied, downloaded or printed (TFA-2). */
export function BackupCodes({ codes, email, onDone }: BackupCodesProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const text = [t.fileHead(email), '', ...codes, ''].join('\n');
  return (
    <Stack>
      <Title order={3} ref={title} tabIndex={-1}>{t.codesTitle}</Title>
      <Alert color="yellow" role="status">{t.codesDetail}</Alert>
      <div className="printed">
        <Text size="sm" className="only-printed">{t.fileHead(email)}</Text>
        <SimpleGrid component="ol" cols={{ base: 1, xs: 2 }} spacing="xs" p={0} m={0} aria-label={t.codesTitle} className="plain-list">
          {codes.map((code) => <Text key={code} component="li" ff="monospace" fz="lg">{code}</Text>)}
        </SimpleGrid>
      </div>
      <Group gap="sm">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}>
              {copied ? t.copied : t.copyCodes}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => save(text)}>{t.download}</Button>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>{t.print}</Button>
      </Group>
      <Group><Button onClick={onDone}>{t.done}</Button></Group>
    </Stack>
  );
}
