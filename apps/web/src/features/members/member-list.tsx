import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Box, Button, Group, Title } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type MemberRowFragment, MembersDocument, type MembershipOrderField } from '../../gql/graphql';
import { texts } from '../../texts';
import { Pager } from '../../ui/pager';
import { pageVariables, sortedBy } from '../../ui/paging';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useSelection } from '../../ui/use-selection';
import { useUrlState } from '../../ui/url-state';
import { EndDialog } from './end-dialogs';
import { MemberFilters } from './member-filters';
import { MemberTable } from './member-table';
import { SelectionBar } from './selection-bar';
import type { SelectionBarProps } from './selection-props';
import { useMemberChanges } from './use-member-changes';
import { useSelfReason } from './use-self-reason';

const t = texts.members;
const NOT_SEEN_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;
const dayBefore = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
const SORTED: MembershipOrderField[] = ['NAME', 'ROLE', 'LAST_ACCESS'];

interface MemberListProps {
  slug: string;
  spaceName: string;
  usesLocations: boolean;
  ownMembershipId: string;
  canEdit: boolean;
  supportContact?: string | null;
  aside?: ReactNode;
  renderLocations: SelectionBarProps['renderLocations'];
}

/** Current users: searched, filtered, sorted and paged on the server, with its state in the address (MEM-1). */
export function MemberList({ slug, spaceName, usesLocations, ownMembershipId, canEdit, supportContact, aside, renderLocations }: MemberListProps) {
  const url = useUrlState('m_');
  const [ending, setEnding] = useState<{ member: MemberRowFragment; kind: 'remove' | 'deactivate' } | null>(null);
  const { selected, select, clear: clearSelection } = useSelection();
  const { setActive } = useMemberChanges();
  const selfReason = useSelfReason(slug, supportContact);
  const field = SORTED.find((one) => one === url.get('sort')) ?? 'NAME';
  const direction = url.get('direction') === 'DESC' ? 'DESC' : 'ASC';
  const state = url.get('state');
  const { data, previousData, error, networkStatus, refetch } = useQuery(MembersDocument, {
    notifyOnNetworkStatusChange: true,
    variables: {
      slug, ...pageVariables(url.get('after'), url.get('before')), orderBy: { field, direction },
      filter: {
        search: url.get('search') || null, roleIds: url.get('role') ? [url.get('role')] : null,
        locationIds: url.get('location') ? [url.get('location')] : null, undeliverable: state === 'undeliverable' || null,
        active: state === 'active' || (state === 'deactivated' ? false : null),
        twoFactorEnabled: url.get('factor') ? url.get('factor') === 'with' : null,
        notSeenSince: url.get('seen') === 'not' ? dayBefore(NOT_SEEN_DAYS) : null,
      },
    },
  });
  const space = (data ?? previousData)?.projectSpace;
  const page = space?.memberships;
  const chosen = page?.nodes.filter(({ id }) => selected.has(id)) ?? [];
  const isFiltered = ['search', 'role', 'location', 'state', 'seen', 'factor'].some((name) => url.get(name));
  const sort = (by: MembershipOrderField) => url.set(sortedBy(by, { field, direction }));
  const clear = () => url.set({ search: null, role: null, location: null, state: null, seen: null, factor: null, after: null, before: null });

  return (
    <Box component="section" className="panel" aria-labelledby="members-heading">
      <Group justify="space-between" p="md" pb="sm">
        <Title order={2} id="members-heading">{t.heading}</Title>
        {aside}
      </Group>
      <MemberFilters slug={slug} usesLocations={usesLocations} roles={space?.roles ?? []} url={url} />
      {canEdit && chosen.length > 0 && (
        <SelectionBar
          slug={slug} spaceName={spaceName} usesLocations={usesLocations} chosen={chosen} renderLocations={renderLocations} onDone={clearSelection}
        />
      )}
      {error && !page && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !page && <LoadingRows label={texts.loading} />}
      {page && page.nodes.length === 0 && (isFiltered
        ? (
          <StatePicture icon={<IconSearch aria-hidden />} tone="gray" title={t.nothing} action={<Button variant="default" onClick={clear}>{t.clearFilters}</Button>}>
            {t.nothingDetail}
          </StatePicture>
        )
        : <StatePicture icon={<IconUsers aria-hidden />} title={t.empty}>{t.emptyDetail}</StatePicture>)}
      {page && page.nodes.length > 0 && (
        <>
          <MemberTable
            slug={slug} rows={page.nodes} usesLocations={usesLocations} ownMembershipId={ownMembershipId} selfReason={selfReason}
            canEdit={canEdit} supportContact={supportContact} isBusy={networkStatus === NetworkStatus.setVariables}
            sorted={{ field, direction }} onSort={sort} selected={selected} onSelect={select} onEnd={(member, kind) => setEnding({ member, kind })}
            onReactivate={(member) => void setActive(member, true, false)}
          />
          <Pager
            label={t.pages} info={page.pageInfo} summary={t.total(page.totalCount)} previousLabel={texts.previous}
            nextLabel={texts.next} onPage={url.set}
          />
        </>
      )}
      {ending && <EndDialog slug={slug} spaceName={spaceName} {...ending} onClose={() => setEnding(null)} />}
    </Box>
  );
}
