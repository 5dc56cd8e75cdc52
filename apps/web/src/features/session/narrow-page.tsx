import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts';
import { MessageBar } from '../../ui/messages';
import { Logo } from '../../ui/logo';

/** One column in the middle: for pages before one is signed in. */
export function NarrowPage({ children, width = 440 }: { children: ReactNode; width?: number }) {
  return (
    <Box component="main" maw={width} mx="auto" px="md" py={{ base: 'lg', sm: 56 }}>
      <Group gap="xs" mb="lg" justify="center">
        <Logo size={30} />
        <Text fw={700} fz="xl">{texts.product}</Text>
      </Group>
      <MessageBar closeLabel={texts.close} />
      <Box className="panel" p={{ base: 'md', sm: 'xl' }}>{children}</Box>
    </Box>
  );
}
