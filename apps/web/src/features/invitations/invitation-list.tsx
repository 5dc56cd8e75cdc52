import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Box, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconMailQuestion, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type DeliveryStatus, type InvitationOrderField, type InvitationRowFragment, InvitationsDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { Pager } from '../../ui/pager';
import { pageVariables, type Sorted, sortedBy } from '../../ui/paging';
import { SearchField } from '../../ui/search-field';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useSelection } from '../../ui/use-selection';
import { useUrlState } from '../../ui/url-state';
import { InvitationTable } from './invitation-table';
import { useInvitationChanges } from './use-invitation-changes';
import { useInvitationsPoll } from './use-invitations-poll';

const t = texts.invitations;
const DELIVERIES: DeliveryStatus[] = ['QUEUED', 'SENT', 'DELIVERED', 'UNDELIVERABLE'];
const SORTED: InvitationOrderField[] = ['EMAIL', 'INVITED_AT', 'EXPIRES_AT'];
const NEWEST_FIRST: Sorted<InvitationOrderField> = { field: 'INVITED_AT', direction: 'DESC' };

interface InvitationListProps {
  slug: string;
  projectSpaceId: string;
  canEdit: boolean;
  supportContact?: string | null;
}

/** The pending list (INV-12): searched, filtered, sorted and paged on the server, kept current while one looks at it. */
export function InvitationList({ slug, projectSpaceId, canEdit, supportContact }: InvitationListProps) {
  const url = useUrlState('i_');
  const pollInterval = useInvitationsPoll(projectSpaceId);
  const { selected, select, clear: clearSelection } = useSelection();
  const [removing, setRemoving] = useState<readonly InvitationRowFragment[] | null>(null);
  const [resending, setResending] = useState<ReadonlySet<string>>(new Set());
  const { resend, remove } = useInvitationChanges();
  const status = url.get('status');
  const delivery = DELIVERIES.find((one) => one === url.get('delivery'));
  const field = SORTED.find((one) => one === url.get('sort'));
  const orderBy: Sorted<InvitationOrderField> = field ? { field, direction: url.get('direction') === 'DESC' ? 'DESC' : 'ASC' } : NEWEST_FIRST;
  const { data, previousData, error, networkStatus, refetch } = useQuery(InvitationsDocument, {
    notifyOnNetworkStatusChange: true,
    pollInterval, context: { queryDeduplication: false },
    variables: {
      slug, ...pageVariables(url.get('after'), url.get('before')), orderBy,
      filter: {
        search: url.get('search') || null,
        deliveryStatuses: delivery ? [delivery] : null,
        statuses: status === 'PENDING' || status === 'EXPIRED' ? [status] : null,
      },
    },
  });
  const page = (data ?? previousData)?.projectSpace?.invitations;
  const rows = page?.nodes ?? [];
  const chosen = rows.filter(({ id }) => selected.has(id));
  const isFiltered = Boolean(url.get('search') || status || delivery);
  const sort = (by: InvitationOrderField) => url.set(sortedBy(by, orderBy));
  const resendAll = async (invitations: readonly InvitationRowFragment[]) => {
    const ids = invitations.map(({ id }) => id);
    setResending(new Set(ids));
    await resend(ids);
    setResending(new Set());
    clearSelection();
  };
  const invite = <Button component={Link} to={paths.invite(slug)} mt="xs">{texts.invite.title}</Button>;
  const clear = (
    <Button variant="default" onClick={() => url.set({ search: null, status: null, delivery: null, after: null, before: null })}>
      {texts.members.clearFilters}
    </Button>
  );

  return (
    <Box component="section" className="panel" aria-labelledby="invitations-heading">
      <Group justify="space-between" p="md" pb="sm">
        <Title order={2} id="invitations-heading">{t.heading}</Title>
      </Group>
      <Group gap="sm" px="md" pb="sm" className="filters">
        <SearchField
          label={t.search} clearLabel={texts.clearSearch} value={url.get('search')}
          onChange={(search) => url.set({ search, after: null, before: null })}
        />
        <Select
          aria-label={t.status} placeholder={t.anyStatus} clearable w={190} value={status || null}
          data={[{ value: 'PENDING', label: t.pending }, { value: 'EXPIRED', label: t.expired }]}
          onChange={(value) => url.set({ status: value, after: null, before: null })}
        />
        <Select
          aria-label={texts.delivery.filter} placeholder={texts.delivery.any} clearable w={170} value={delivery ?? null}
          data={DELIVERIES.map((one) => ({ value: one, label: texts.delivery[one] }))}
          onChange={(value) => url.set({ delivery: value, after: null, before: null })}
        />
      </Group>
      {canEdit && chosen.length > 0 && (
        <Group gap="xs" px="md" py={6} className="selection" role="group" aria-label={t.selected(chosen.length)}>
          <Text size="sm">{t.selected(chosen.length)}</Text>
          <Button size="xs" variant="light" loading={resending.size > 0} onClick={() => void resendAll(chosen)}>{t.resend}</Button>
          <Button size="xs" variant="light" color="red" onClick={() => setRemoving(chosen)}>{t.remove}</Button>
        </Group>
      )}
      {error && !page && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !page && <LoadingRows label={texts.loading} count={3} />}
      {page && rows.length === 0 && (isFiltered
        ? <StatePicture icon={<IconSearch aria-hidden />} tone="gray" title={t.nothing} action={clear}>{t.nothingDetail}</StatePicture>
        : <StatePicture icon={<IconMailQuestion aria-hidden />} title={t.empty} action={canEdit ? invite : null} />)}
      {page && rows.length > 0 && (
        <>
          <InvitationTable
            slug={slug} rows={rows} isBusy={networkStatus === NetworkStatus.setVariables} canEdit={canEdit} supportContact={supportContact}
            sorted={orderBy} onSort={sort} selected={selected} resending={resending}
            onSelect={select} onResend={(invitation) => void resendAll([invitation])}
            onRemove={(invitation) => setRemoving([invitation])}
          />
          <Pager
            label={t.pages} info={page.pageInfo} summary={t.total(page.totalCount)} previousLabel={texts.previous}
            nextLabel={texts.next} onPage={url.set}
          />
        </>
      )}
      {removing && (
        <RemoveDialog
          emails={removing.map(({ email }) => email)} onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await remove(removing.map(({ id }) => id));
            clearSelection();
            setRemoving(null);
          }}
        />
      )}
    </Box>
  );
}

interface RemoveDialogProps {
  emails: string[];
  onClose: () => void;
  onConfirm: () => Promise<void>;
}

function RemoveDialog({ emails, onClose, onConfirm }: RemoveDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const confirm = () => {
    setBusy(true);
    void onConfirm();
  };
  const title = emails.length === 1 ? t.removeTitle : t.removeManyTitle(emails.length);
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text className="wrap" fw={600}>{emails.join(', ')}</Text>
        <Text>{t.removeDetail}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button color="red.9" loading={isBusy} onClick={confirm}>{t.remove}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
