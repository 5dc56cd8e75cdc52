import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type LocationNodeFragment, LocationSearchDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { LocationLine } from './location-line';

const t = texts.locations;

interface Above {
  name: string;
  parent?: Above | null;
}

const wayTo = (above: Above | null | undefined): string =>
  above ? [wayTo(above.parent), above.name].filter(Boolean).join(' › ') : '';

interface FoundLocationsProps {
  slug: string;
  search: string;
  renderMenu: (location: LocationNodeFragment) => ReactNode;
}

/** What a search hits, each with the way down to it. */
export function FoundLocations({ slug, search, renderMenu }: FoundLocationsProps) {
  const { data, previousData, error, refetch } = useQuery(LocationSearchDocument, { variables: { slug, search } });
  const page = (data ?? previousData)?.projectSpace?.locations;
  if (error && !page) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!page) return <LoadingRows label={texts.loading} />;
  if (page.nodes.length === 0) return <StatePicture icon={<IconSearch aria-hidden />} tone="gray" title={t.nothing}>{t.nothingDetail}</StatePicture>;
  return (
    <>
      <ul className="branch" aria-label={t.search}>
        {page.nodes.map((location) => (
          <li key={location.id}><LocationLine location={location} above={wayTo(location.parent)} menu={renderMenu(location)} /></li>
        ))}
      </ul>
      <Text size="sm" className="quiet" p="sm">{t.found(page.nodes.length, page.totalCount)}</Text>
    </>
  );
}
