import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../../texts';
import { EVERYBODY, inputOf, sentenceOf } from './download-words';
import { useCreateDownload } from './use-create-download';
import { useDownload } from './use-download';

const t = texts.bulkDownload;

/** Everybody in one file, made and fetched without leaving the page. */
export function WholeFile({ projectSpaceId }: { projectSpaceId: string }) {
  const [id, setId] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const create = useCreateDownload();
  const { download, error } = useDownload(id);
  const link = useRef<HTMLAnchorElement>(null);
  const downloadUrl = download?.downloadUrl;
  useEffect(() => { if (downloadUrl) link.current?.click(); }, [downloadUrl]);
  const ask = async () => {
    setAsking(true);
    setId(await create(inputOf(projectSpaceId, EVERYBODY)));
    setAsking(false);
  };
  const isMade = id !== null && !error && (!download || download.status === 'WORKING');
  return (
    <Group gap="sm">
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={isAsking || isMade} onClick={() => void ask()}>{t.get}</Button>
      <Text size="sm" className="quiet" role="status">
        {error ? texts.failed.change : download ? sentenceOf(download) : ''}
      </Text>
      {downloadUrl && <Anchor ref={link} href={downloadUrl} download size="sm">{t.again}</Anchor>}
    </Group>
  );
}
