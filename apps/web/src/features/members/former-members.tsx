import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FormerMembersDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows } from '../../ui/states';
import { Pager } from '../../ui/pager';
import { useMemberChanges } from './use-member-changes';

const t = texts.former;

interface FormerMembersProps {
  slug: string;
  canEdit: boolean;
  onClose: () => void;
}

/** Who was removed lately, with the way back (MEM-3). */
export function FormerMembers({ slug, canEdit, onClose }: FormerMembersProps) {
  const [after, setAfter] = useState<string | null>(null);
  const { data, previousData, error, refetch } = useQuery(FormerMembersDocument, { variables: { slug, after } });
  const { undo } = useMemberChanges();
  const page = (data ?? previousData)?.projectSpace?.formerMembers;
  return (
    <Dialog onClose={onClose} title={t.title} size="lg" closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Text className="quiet" mb="sm">{t.detail}</Text>
      {error && !page && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !page && <LoadingRows label={texts.loading} count={3} />}
      {page?.nodes.length === 0 && <Text py="md">{t.empty}</Text>}
      <Stack gap="sm">
        {page?.nodes.map(({ membershipId, webUserId, name, email, removedAt, undoUntil }) => (
          <Group key={membershipId} justify="space-between" wrap="nowrap" gap="sm">
            <div className="wrap">
              <Text fw={600} size="sm">{name ?? t.gone(webUserId)}</Text>
              <Text size="sm" className="quiet">{email} {t.removed} <Moment at={removedAt} /></Text>
            </div>
            {undoUntil && canEdit
              ? <Button size="xs" variant="default" aria-label={t.undo(name ?? '')} onClick={() => void undo(membershipId, name ?? '').then(onClose)}>{texts.remove.undo}</Button>
              : !undoUntil && <Text size="xs" className="quiet">{t.over}</Text>}
          </Group>
        ))}
      </Stack>
      {page && (
        <Pager
          label={t.title} info={{ ...page.pageInfo, hasPreviousPage: after !== null }} summary="" previousLabel={texts.previous}
          nextLabel={texts.next} onPage={(next) => setAfter(next.after)}
        />
      )}
    </Dialog>
  );
}
