import { Alert, Box, Stack, Textarea, Title } from '@mantine/core';
import { IconLifebuoy, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useViewer } from '../features/session/session';
import { PersonPanel } from '../features/support/person-panel';
import { SpacePanel } from '../features/support/space-panel';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';

const t = texts.support;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" className="panel" p="md" aria-label={title}>
      <Stack gap="md"><Title order={2}>{title}</Title>{children}</Stack>
    </Box>
  );
}

/** The desk of support: the reason first, then whom it is about (SUP-1 to SUP-4). */
export function SupportPage() {
  const { isSupport } = useViewer();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  if (!isSupport) {
    return (
      <StatePicture icon={<IconLock aria-hidden />} tone="gray" order={1} title={texts.noAccess.title}>{t.notStaff}</StatePicture>
    );
  }
  const reason = { text, refuse: setError };
  return (
    <Box maw={860} mx="auto">
      <Page title={t.title} product={texts.product}>
        <Alert color="orange" variant="light" icon={<IconLifebuoy aria-hidden />} title={t.banner}>{t.bannerDetail}</Alert>
        <Textarea
          className="panel" p="md" label={t.reason} description={t.reasonDetail} required autosize minRows={2} maxLength={1000}
          value={text} error={error} onChange={(event) => setText(event.currentTarget.value)}
        />
        <Section title={t.person.title}><PersonPanel reason={reason} /></Section>
        <Section title={t.space.title}><SpacePanel reason={reason} /></Section>
      </Page>
    </Box>
  );
}
