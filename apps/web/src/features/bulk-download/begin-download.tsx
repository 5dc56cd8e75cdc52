import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { DownloadRowCountDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { DownloadFilters } from './download-filters';
import { EVERYBODY, inputOf, type Wanted } from './download-words';
import { useCreateDownload } from './use-create-download';

const t = texts.bulkDownload;
const PAUSE_MS = 250;

interface BeginDownloadProps {
  projectSpaceId: string;
  slug: string;
  otherSpaces: readonly { id: string; name: string }[];
  renderLocations: (onChange: (locationIds: string[]) => void) => ReactNode;
  onBegun: (id: string) => void;
}

/** Filters, and a button that says how many rows they give (DWN-1). */
export function BeginDownload({ projectSpaceId, slug, otherSpaces, renderLocations, onBegun }: BeginDownloadProps) {
  const [wanted, setWanted] = useState<Wanted>(EVERYBODY);
  const [isBusy, setBusy] = useState(false);
  const [asked] = useDebouncedValue(wanted, PAUSE_MS);
  const { data, previousData, loading } = useQuery(DownloadRowCountDocument, {
    variables: { input: inputOf(projectSpaceId, asked) }, fetchPolicy: 'network-only',
  });
  const create = useCreateDownload();
  const count = (data ?? previousData)?.bulkDownloadRowCount ?? null;
  const isCounting = loading || asked !== wanted;
  const begin = async () => {
    setBusy(true);
    const id = await create(inputOf(projectSpaceId, wanted));
    setBusy(false);
    if (id) onBegun(id);
  };
  return (
    <section className="panel" aria-labelledby="filters-heading">
      <Stack gap="md" p="md">
        <div>
          <Title order={2} id="filters-heading">{t.filters}</Title>
          <Text className="quiet">{t.filtersDetail}</Text>
        </div>
        <DownloadFilters
          slug={slug} otherSpaces={otherSpaces} wanted={wanted} onChange={setWanted}
          locations={renderLocations((locationIds) => setWanted((before) => ({ ...before, locationIds })))}
        />
        <Group gap="md" align="center">
          <Button
            leftSection={<IconDownload size={18} aria-hidden />} loading={isBusy} disabled={count === 0 && !isCounting}
            aria-busy={isCounting} onClick={() => void begin()}
          >
            {count === null ? t.submitUncounted : t.submit(count)}
          </Button>
          <Text size="sm" className="quiet" role="status">{isCounting ? t.counting : count === 0 ? t.nobody : t.kept}</Text>
        </Group>
      </Stack>
    </section>
  );
}
