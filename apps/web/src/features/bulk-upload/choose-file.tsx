import { Alert, Button, Checkbox, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { texts } from '../../texts';
import { useSendFile } from './use-send-file';

const t = texts.bulkUpload;
const ACCEPTED = '.xlsx,.csv';

/** A file is chosen or dropped, and sent. */
export function ChooseFile({ projectSpaceId, onSent }: { projectSpaceId: string; onSent: (id: string) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [atOnce, setAtOnce] = useState(false);
  const [isOver, setOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = useSendFile();
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setRefusal(null);
  };
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is);
  };
  const drop = (event: DragEvent) => {
    over(event, false);
    choose(event.dataTransfer.files.item(0));
  };
  const submit = async () => {
    if (!file) return setRefusal(t.noFile);
    setBusy(true);
    const sent = await send({ projectSpaceId, file, atOnce });
    setBusy(false);
    return sent.id ? onSent(sent.id) : setRefusal(sent.refusal);
  };
  return (
    <Stack gap="sm">
      <div className="drop" data-over={isOver || undefined} onDragOver={(event) => over(event, true)} onDragLeave={(event) => over(event, false)} onDrop={drop}>
        <Group gap="sm">
          <FileButton accept={ACCEPTED} onChange={choose} inputProps={{ 'aria-label': t.choose }}>
            {(props) => <Button variant="default" {...props}>{t.choose}</Button>}
          </FileButton>
          <Text size="sm" className="wrap" aria-live="polite">{file ? t.chosen(file.name) : t.chooseDetail}</Text>
        </Group>
      </div>
      <Checkbox label={t.atOnce} description={t.atOnceDetail} checked={atOnce} onChange={(event) => setAtOnce(event.currentTarget.checked)} />
      {refusal && <Alert color="red" variant="light" role="alert">{refusal}</Alert>}
      <Group>
        <Button leftSection={<IconUpload size={18} aria-hidden />} loading={isBusy} onClick={() => void submit()}>{t.submit}</Button>
      </Group>
    </Stack>
  );
}
