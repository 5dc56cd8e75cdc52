import { Alert, Box, Group, NavLink, ScrollArea, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconMailOff, IconMailOpened } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { type CaughtMail, caughtMail } from './caught-mail';

const t = texts.mailbox;
const POLL_MS = 3_000;

export function Mailbox() {
  const [mails, setMails] = useState<CaughtMail[] | null | undefined>();
  const [hasFailed, setFailed] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      setMails(await caughtMail());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);
  useInterval(() => void load(), POLL_MS, { autoInvoke: true });
  useEffect(() => {
    void load();
  }, [load]);
  if (hasFailed && !mails) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void load()} />;
  }
  if (mails === undefined) return <LoadingRows label={texts.loading} />;
  if (mails === null) return <StatePicture icon={<IconMailOff aria-hidden />} tone="gray" title={t.off}>{t.offDetail}</StatePicture>;
  const mail = mails.find(({ id }) => id === chosen) ?? mails[0];
  return (
    <Stack>
      <Alert color="yellow">{t.note}</Alert>
      {!mail && <StatePicture icon={<IconMailOpened aria-hidden />} title={t.empty} />}
      {mail && (
        <div className="mailbox">
          <ScrollArea.Autosize mah={640} className="panel">
            <nav aria-label={t.mails}>
              {mails.map(({ id, subject, recipient, at }) => (
                <NavLink
                  key={id} component="button" active={id === mail.id} onClick={() => setChosen(id)} label={<span className="wrap">{subject}</span>}
                  description={<><span className="wrap">{recipient}</span> · <Moment at={at} /></>}
                />
              ))}
            </nav>
          </ScrollArea.Autosize>
          <MailView key={mail.id} mail={mail} />
        </div>
      )}
    </Stack>
  );
}

/** The HTML stands in a frame that runs no script; its links open in a new tab. */
function MailView({ mail }: { mail: CaughtMail }) {
  const [part, setPart] = useState('html');
  return (
    <Box className="panel" p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} className="wrap">{mail.subject}</Title>
        <SegmentedControl value={part} onChange={setPart} data={[{ value: 'html', label: t.html }, { value: 'text', label: t.text }]} />
      </Group>
      <Text size="sm" className="quiet wrap" mb="sm">{t.to} {mail.recipient}</Text>
      {part === 'html'
        ? (
          <iframe
            title={mail.subject} sandbox="allow-popups allow-popups-to-escape-sandbox" className="mail-html"
            srcDoc={mail.html.replace('<head>', '<head><base target="_blank">')}
          />
        )
        : <pre className="wrap mail-text">{mail.text}</pre>}
    </Box>
  );
}
