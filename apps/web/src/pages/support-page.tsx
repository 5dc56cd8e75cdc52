import { useQuery } from '@apollo/client/react';
import { Alert, Box, Button, Stack, Textarea, Title } from '@mantine/core';
import { IconLifebuoy, IconLock, IconShieldLock } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../features/session/session';
import { AddressPanel } from '../features/support/address-panel';
import { PersonPanel } from '../features/support/person-panel';
import { SpacePanel } from '../features/support/space-panel';
import { SupportDeskDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page, useTitle } from '../ui/page';
import { StatePicture } from '../ui/states';

const t = texts.support;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" className="panel" p="md" aria-label={title}>
      <Stack gap="md"><Title order={2}>{title}</Title>{children}</Stack>
    </Box>
  );
}

/** For staff alone, and only with two-factor (SUP-1). */
export function SupportPage() {
  const { isSupport } = useViewer();
  useTitle(t.title, texts.product);
  const { data } = useQuery(SupportDeskDocument, { fetchPolicy: 'cache-and-network', skip: !isSupport });
  if (!isSupport) {
    return (
      <StatePicture
        icon={<IconLock aria-hidden />} tone="gray" order={1} title={texts.noAccess.title}
        action={<Button component={Link} to={paths.home()} variant="default" mt="xs">{texts.notFound.home}</Button>}
      >
        {t.notStaff}
      </StatePicture>
    );
  }
  if (data?.viewer?.twoFactor.enabled === false) {
    const action = <Button component={Link} to={paths.account()} mt="xs">{t.toAccount}</Button>;
    return (
      <StatePicture icon={<IconShieldLock aria-hidden />} order={1} title={t.noFactor} action={action}>{t.noFactorDetail}</StatePicture>
    );
  }
  return <Desk />;
}

/** The desk of support: the reason first, then whom it is about (SUP-1 to SUP-4). */
function Desk() {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const refuse = (refusal: string | undefined) => {
    setError(refusal);
    if (refusal) field.current?.focus();
  };
  const reason = { text, refuse, clear: () => setText('') };
  return (
    <Box maw={860} mx="auto">
      <Page title={t.title} product={texts.product}>
        <Alert color="orange" variant="light" icon={<IconLifebuoy aria-hidden />} title={t.banner}>{t.bannerDetail}</Alert>
        <Textarea
          ref={field} className="panel" p="md" label={t.reason} description={t.reasonDetail} required autosize minRows={2} maxLength={1000}
          value={text} error={error} onChange={(event) => setText(event.currentTarget.value)}
        />
        <Section title={t.address.title}><AddressPanel reason={reason} /></Section>
        <Section title={t.person.title}><PersonPanel reason={reason} /></Section>
        <Section title={t.space.title}><SpacePanel reason={reason} /></Section>
      </Page>
    </Box>
  );
}
