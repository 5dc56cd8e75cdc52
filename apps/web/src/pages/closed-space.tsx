import { Box, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useSession, useViewer } from '../features/session/session';
import { SetUpFirst } from '../features/two-factor/set-up-first';
import { texts } from '../texts';
import { useTitle } from '../ui/page';

const t = texts.twoFactor.closed;

/** In place of every page of a project space that requires the two-factor its member lacks; then the page itself (TFA-3). */
export function ClosedSpace({ name }: { name: string }) {
  useTitle(t.title(name), texts.product);
  const { renew } = useSession();
  const { webUser: { email } } = useViewer();
  return (
    <Stack maw={620} mx="auto" gap="lg">
      <Stack gap="xs">
        <ThemeIcon size={56} radius="xl" variant="light"><IconShieldLock aria-hidden /></ThemeIcon>
        <Title order={1} className="wrap">{t.title(name)}</Title>
        <Text>{t.detail}</Text>
      </Stack>
      <Box component="section" className="panel" p="md" aria-label={texts.twoFactor.title}>
        <Stack>
          <Text>{t.steps}</Text>
          <SetUpFirst email={email} onDone={() => void renew()} />
        </Stack>
      </Box>
    </Stack>
  );
}
