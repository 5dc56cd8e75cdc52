import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Box, Button, Group, Select, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch } from '@tabler/icons-react';
import { type AuditChannel, type AuditFilter, HistoryDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Pager } from '../../ui/pager';
import { SearchField } from '../../ui/search-field';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { EventList } from './event-list';

const t = texts.history;
const FILTERS = ['search', 'action', 'channel', 'from', 'to'];
const FIRST_PAGE = { after: null };
const DAY = 24 * 60 * 60 * 1000;

const startOf = (day: string) => new Date(`${day}T00:00:00`);
const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(startOf(day).getTime());

/** The days as moments in the reader's own time zone; the last one counts whole. */
function filterOf(get: (name: string) => string): AuditFilter {
  const [from, to] = [get('from'), get('to')];
  return {
    search: get('search') || null, actions: get('action') ? [get('action')] : null,
    channels: get('channel') ? [get('channel') as AuditChannel] : null,
    from: isDay(from) ? startOf(from).toISOString() : null,
    to: isDay(to) ? new Date(startOf(to).getTime() + DAY).toISOString() : null,
  };
}

/** The audit log: searched on the server by person, action, way and time, with its state in the address. */
export function HistoryPanel({ slug }: { slug: string }) {
  const url = useUrlState();
  const after = url.get('after') || null;
  const filter = filterOf(url.get);
  const { data, previousData, error, networkStatus, refetch } = useQuery(HistoryDocument, {
    notifyOnNetworkStatusChange: true, variables: { slug, after, filter },
  });
  const shown = data ?? previousData;
  const space = shown?.projectSpace;
  const page = space?.auditEvents;
  const isFiltered = FILTERS.some((name) => url.get(name));
  const narrow = (name: string) => (value: string | null) => url.set({ [name]: value, ...FIRST_PAGE });
  const clear = () => url.set({ ...Object.fromEntries(FILTERS.map((name) => [name, null])), ...FIRST_PAGE });
  const file = paths.auditFile(slug, {
    search: filter.search ?? undefined, actions: filter.actions?.[0], channels: filter.channels?.[0],
    from: filter.from ?? undefined, to: filter.to ?? undefined,
  });
  return (
    <Box component="section" className="panel" aria-label={t.title}>
      <Group gap="sm" p="md" pb="sm" className="filters" align="flex-end">
        <SearchField label={t.search} width={270} clearLabel={texts.clearSearch} value={url.get('search')} onChange={narrow('search')} />
        <Select
          aria-label={t.action} placeholder={t.anyAction} clearable searchable w={200} value={url.get('action') || null} onChange={narrow('action')}
          data={Object.entries(t.actions).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label={t.channel} placeholder={t.anyChannel} clearable w={150} value={url.get('channel') || null} onChange={narrow('channel')}
          data={Object.entries(t.channels).map(([value, label]) => ({ value, label }))}
        />
        <TextInput type="date" label={t.from} value={url.get('from')} onChange={(event) => narrow('from')(event.currentTarget.value)} />
        <TextInput type="date" label={t.to} value={url.get('to')} onChange={(event) => narrow('to')(event.currentTarget.value)} />
        <Button component="a" href={file} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{t.download}</Button>
      </Group>
      {error && !page && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !page && <LoadingRows label={texts.loading} />}
      {page?.nodes.length === 0 && (isFiltered
        ? (
          <StatePicture
            icon={<IconSearch aria-hidden />} tone="gray" title={t.none}
            action={<Button variant="default" onClick={clear}>{texts.members.clearFilters}</Button>}
          >
            {t.noneDetail}
          </StatePicture>
        )
        : <StatePicture icon={<IconHistory aria-hidden />} title={t.empty} />)}
      {shown && space && page && page.nodes.length > 0 && (
        <>
          <EventList
            events={page.nodes} catalogue={shown.permissionCatalogue} isBusy={networkStatus === NetworkStatus.setVariables}
            uploads={{ slug, canOpen: space.viewerPermissions.includes('EDIT_WEB_USERS') }}
          />
          <Pager
            label={t.pages} info={{ ...page.pageInfo, hasPreviousPage: after !== null }} summary="" previousLabel={t.newest}
            nextLabel={t.older} onPage={(next) => url.set({ after: next.after })}
          />
        </>
      )}
    </Box>
  );
}
