import { Stack, Text, Title } from '@mantine/core';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { texts } from '../texts';
import { useTitle } from '../ui/page';

const t = texts.terms;

export function TermsPage() {
  useTitle(t.title, texts.product);
  const { site } = useSession();
  return (
    <NarrowPage width={720}>
      <Stack>
        <Title order={1}>{t.title}</Title>
        <Text className="quiet">{t.version(site.termsVersion)}</Text>
        {t.paragraphs.map((text) => <Text key={text}>{text}</Text>)}
      </Stack>
    </NarrowPage>
  );
}
