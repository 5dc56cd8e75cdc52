import { Button } from '@mantine/core';
import { IconBug, IconCloudOff } from '@tabler/icons-react';
import { useRouteError } from 'react-router';
import { texts } from '../texts';
import { useTitle } from '../ui/page';
import { StatePicture } from '../ui/states';
import { isFailedImport } from './failed-import';

const t = texts.crash;
const REQUEST = /request ([0-9a-f-]{36})/;

/** Its files are loaded when it is first opened, and need a connection then. */
function NotLoaded() {
  useTitle(t.notLoaded, texts.product);
  const retry = <Button mt="xs" onClick={() => window.location.reload()}>{texts.retry}</Button>;
  return (
    <main>
      <StatePicture icon={<IconCloudOff aria-hidden />} tone="yellow" order={1} title={t.notLoaded} action={retry}>{t.notLoadedDetail}</StatePicture>
    </main>
  );
}

/** What is shown in place of a page that broke, or never came. */
export function CrashPage() {
  const error = useRouteError();
  return isFailedImport(error) ? <NotLoaded /> : <Crash error={error} />;
}

/** Shows in plain words that something broke, with the request id if the server told one. */
function Crash({ error }: { error: unknown }) {
  useTitle(t.title, texts.product);
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
