import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { paths } from '../paths';
import { texts } from '../texts';
import { useTitle } from '../ui/page';
import { StatePicture } from '../ui/states';

const t = texts.notFound;

export function NotFoundPage() {
  useTitle(t.title, texts.product);
  const home = <Button component={Link} to={paths.home()} variant="default" mt="xs">{t.home}</Button>;
  return (
    <main>
      <StatePicture icon={<IconMapQuestion aria-hidden />} tone="gray" order={1} title={t.title} action={home}>{t.detail}</StatePicture>
    </main>
  );
}
