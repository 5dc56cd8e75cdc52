import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { useRouteError } from 'react-router';
import { texts } from '../texts';
import { useTitle } from '../ui/page';
import { StatePicture } from '../ui/states';

const t = texts.crash;
const REQUEST = /request ([0-9a-f-]{36})/;

/** Shows in plain words that something broke, with the request id if the server told one. */
export function CrashPage() {
  useTitle(t.title, texts.product);
  const error = useRouteError();
  const [, request] = REQUEST.exec(error instanceof Error ? error.message : '') ?? [];
  const reload = <Button mt="xs" onClick={() => window.location.reload()}>{t.reload}</Button>;
  return (
    <main>
      <StatePicture icon={<IconBug aria-hidden />} tone="red" order={1} title={t.title} action={reload}>
        {t.detail} {request && t.request(request)}
      </StatePicture>
    </main>
  );
}
