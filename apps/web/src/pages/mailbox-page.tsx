import { Box } from '@mantine/core';
import { Mailbox } from '../features/mailbox/mailbox';
import { texts } from '../texts';
import { Page } from '../ui/page';

export function MailboxPage() {
  return (
    <Box component="main" maw={1100} mx="auto" p={{ base: 'md', sm: 'xl' }}>
      <Page title={texts.mailbox.title} product={texts.product}><Mailbox /></Page>
    </Box>
  );
}
