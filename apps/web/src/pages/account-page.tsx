import { useApolloClient } from '@apollo/client/react';
import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { EmailForm } from '../features/account/email-form';
import { MyInvitations } from '../features/account/my-invitations';
import { NameForm } from '../features/account/name-form';
import { PasswordForm } from '../features/account/password-form';
import { SecurityEvents } from '../features/account/security-events';
import { SessionList } from '../features/account/session-list';
import { useViewer } from '../features/session/session';
import { TwoFactorPanel } from '../features/two-factor/two-factor-panel';
import { ViewerDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';

const { account: t, security } = texts;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" className="panel" p="md" aria-label={title}>
      <Title order={2} mb="md">{title}</Title>
      {children}
    </Box>
  );
}

export function AccountPage() {
  const { webUser: { firstName, lastName, email }, memberships } = useViewer();
  const client = useApolloClient();
  const closing = memberships.filter(({ projectSpace }) => projectSpace.requiresTwoFactor).map(({ projectSpace }) => projectSpace.name);
  return (
    <Box maw={760} mx="auto">
      <Page title={t.title} product={texts.product}>
        <Section title={t.name}><NameForm firstName={firstName} lastName={lastName} /></Section>
        <Section title={security.email.title}><EmailForm /></Section>
        <Section title={t.password}><PasswordForm /></Section>
        <Section title={texts.twoFactor.title}>
          <TwoFactorPanel
            email={email} closing={closing} onChanged={() => void client.refetchQueries({ include: [ViewerDocument] })}
          />
        </Section>
        <Section title={security.sessions.title}><SessionList /></Section>
        <Section title={t.spaces}>
          {memberships.length === 0 && <Text className="quiet">{t.noSpaces}</Text>}
          <Stack gap="sm">
            {memberships.map(({ id, role, projectSpace }) => (
              <Group key={id} justify="space-between" gap="sm">
                <div className="wrap">
                  <Text fw={600}>{projectSpace.name}</Text>
                  <Text size="sm" className="quiet">{role.name}</Text>
                  {projectSpace.requiresTwoFactor && (
                    <Text size="sm" className="quiet">
                      {projectSpace.viewerMustSetUpTwoFactor ? texts.twoFactor.closed.markClosed : texts.twoFactor.closed.mark}
                    </Text>
                  )}
                </div>
                <Button size="xs" variant="default" component={Link} to={paths.webUsers(projectSpace.slug)} aria-label={t.open(projectSpace.name)}>{t.openLabel}</Button>
              </Group>
            ))}
          </Stack>
        </Section>
        <Section title={t.invitations}><MyInvitations /></Section>
        <Section title={security.events.title}><SecurityEvents /></Section>
      </Page>
    </Box>
  );
}
