import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Badge, Box, Button, Group, Text, Title } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type MemberRowFragment, MembersDocument, type MembershipOrderField } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { ColumnHead } from '../../ui/column-head';
import { Day, Moment } from '../../ui/moment';
import { Pager } from '../../ui/pager';
import { pageVariables } from '../../ui/paging';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { EndDialog } from './end-dialogs';
import { MemberFilters } from './member-filters';
import { MemberMenu } from './member-menu';
import { nameOf, useMemberChanges } from './use-member-changes';
import { useSelfReason } from './use-self-reason';

const t = texts.members;
const SORTED: MembershipOrderField[] = ['NAME', 'ROLE', 'LAST_ACCESS'];

interface MemberListProps {
  slug: string;
  spaceName: string;
  usesLocations: boolean;
  ownMembershipId: string;
  canEdit: boolean;
  supportContact?: string | null;
  aside?: ReactNode;
}

/** Current users: searched, filtered, sorted and paged on the server, with its state in the address (MEM-1). */
export function MemberList({ slug, spaceName, usesLocations, ownMembershipId, canEdit, supportContact, aside }: MemberListProps) {
  const url = useUrlState('m_');
  const [ending, setEnding] = useState<{ member: MemberRowFragment; kind: 'remove' | 'deactivate' } | null>(null);
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
        locationIds: url.get('location') ? [url.get('location')] : null, active: state ? state === 'active' : null,
      },
    },
  });
  const space = (data ?? previousData)?.projectSpace;
  const page = space?.memberships;
  const isFiltered = ['search', 'role', 'location', 'state'].some((name) => url.get(name));
  const sort = (by: MembershipOrderField) => () => url.set({
    sort: by, direction: by === field && direction === 'ASC' ? 'DESC' : null, after: null, before: null,
  });
  const clear = () => url.set({ search: null, role: null, location: null, state: null, after: null, before: null });

  return (
    <Box component="section" className="panel" aria-labelledby="members-heading">
      <Group justify="space-between" p="md" pb="sm">
        <Title order={2} id="members-heading">{t.heading}</Title>
        {aside}
      </Group>
      <MemberFilters slug={slug} usesLocations={usesLocations} roles={space?.roles ?? []} url={url} />
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
          <table className="rows" aria-labelledby="members-heading" aria-busy={networkStatus === NetworkStatus.setVariables}>
            <thead>
              <tr>
                <ColumnHead label={t.name} sorted={field === 'NAME' && direction} onSort={sort('NAME')} sortLabel={t.sort(t.name)} />
                <ColumnHead label={t.role} sorted={field === 'ROLE' && direction} onSort={sort('ROLE')} sortLabel={t.sort(t.role)} />
                {usesLocations && <th scope="col">{t.locations}</th>}
                <ColumnHead label={t.lastAccess} sorted={field === 'LAST_ACCESS' && direction} onSort={sort('LAST_ACCESS')} sortLabel={t.sort(t.lastAccess)} />
                <th scope="col">{t.lastSignIn}</th>
                {canEdit && <th scope="col" className="actions">{t.actions}</th>}
              </tr>
            </thead>
            <tbody>
              {page.nodes.map((member) => (
                <tr key={member.id}>
                  <td className="wrap">
                    <Group gap={8}>
                      <Text component={Link} to={paths.webUser(slug, member.id)} fw={600} size="sm" c="inherit">{nameOf(member)}</Text>
                      {member.id === ownMembershipId && <Badge size="sm" variant="light" color="gray">{texts.you}</Badge>}
                      {!member.active && <Badge size="sm" variant="light" color="orange">{t.deactivated}</Badge>}
                    </Group>
                    <span className="quiet">{member.webUser.email}</span>
                  </td>
                  <td data-label={t.role}>{member.role.name}</td>
                  {usesLocations && (
                    <td data-label={t.locations} className="wrap">
                      {member.locations.map(({ name }) => name).join(', ') || <span className="quiet">{texts.none}</span>}
                    </td>
                  )}
                  <td data-label={t.lastAccess}>
                    {member.lastAccessDate ? <Day on={member.lastAccessDate} /> : <span className="quiet">{texts.never}</span>}
                  </td>
                  <td data-label={t.lastSignIn}>
                    {member.webUser.lastLogin ? <Moment at={member.webUser.lastLogin} /> : <span className="quiet">{texts.never}</span>}
                  </td>
                  {canEdit && (
                    <td className="actions corner">
                      <MemberMenu
                        slug={slug} member={member} selfReason={member.id === ownMembershipId ? selfReason : null}
                        onDeactivate={() => setEnding({ member, kind: 'deactivate' })}
                        onReactivate={() => void setActive(member, true, false)}
                        onRemove={() => setEnding({ member, kind: 'remove' })}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
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
