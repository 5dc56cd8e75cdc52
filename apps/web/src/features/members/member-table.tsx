import { Badge, Checkbox, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MemberRowFragment, MembershipOrderField } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { ColumnHead } from '../../ui/column-head';
import { HelpBadge } from '../../ui/help-badge';
import { Day, Moment } from '../../ui/moment';
import type { Sorted } from '../../ui/paging';
import { MemberMenu } from './member-menu';
import { nameOf } from './use-member-changes';

const t = texts.members;

interface MemberTableProps {
  slug: string;
  rows: readonly MemberRowFragment[];
  usesLocations: boolean;
  ownMembershipId: string;
  selfReason: string;
  canEdit: boolean;
  supportContact?: string | null;
  isBusy: boolean;
  sorted: Sorted<MembershipOrderField>;
  onSort: (field: MembershipOrderField) => void;
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[], isSelected: boolean) => void;
  onEnd: (member: MemberRowFragment, kind: 'remove' | 'deactivate') => void;
  onReactivate: (member: MemberRowFragment) => void;
}

export function MemberTable(props: MemberTableProps) {
  const { slug, rows, usesLocations, ownMembershipId, selfReason, canEdit, supportContact, isBusy, sorted, onSort, selected, onSelect, onEnd, onReactivate } = props;
  const ids = rows.filter(({ viewerCanEdit }) => viewerCanEdit).map(({ id }) => id);
  const isAll = ids.length > 0 && ids.every((id) => selected.has(id));
  const head = (field: MembershipOrderField, label: string) => (
    <ColumnHead label={label} sorted={sorted.field === field && sorted.direction} onSort={() => onSort(field)} sortLabel={t.sort(label)} />
  );
  return (
    <table className="rows" aria-labelledby="members-heading" aria-busy={isBusy}>
      <thead>
        <tr>
          {canEdit && (
            <th scope="col">
              <Checkbox
                size="xs" aria-label={t.selectAll} checked={isAll} indeterminate={!isAll && ids.some((id) => selected.has(id))}
                disabled={ids.length === 0} onChange={(event) => onSelect(ids, event.currentTarget.checked)}
              />
            </th>
          )}
          {head('NAME', t.name)}
          {head('ROLE', t.role)}
          {usesLocations && <th scope="col">{t.locations}</th>}
          {head('LAST_ACCESS', t.lastAccess)}
          <th scope="col">{t.lastSignIn}</th>
          <th scope="col">{t.factor}</th>
          {canEdit && <th scope="col" className="actions">{t.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((member) => (
          <tr key={member.id}>
            {canEdit && (
              <td className="tick">
                <Checkbox
                  size="xs" aria-label={t.select(nameOf(member))} checked={selected.has(member.id)} disabled={!member.viewerCanEdit}
                  onChange={(event) => onSelect([member.id], event.currentTarget.checked)}
                />
              </td>
            )}
            <td className="wrap">
              <Group gap={8}>
                <Text component={Link} to={paths.webUser(slug, member.id)} fw={600} size="sm" c="inherit">{nameOf(member)}</Text>
                {member.id === ownMembershipId && <Badge size="sm" variant="light" color="gray">{texts.you}</Badge>}
                {!member.active && <Badge size="sm" variant="light" color="orange">{t.deactivated}</Badge>}
              </Group>
              <Group gap={8}>
                <span className="quiet">{member.webUser.email}</span>
                {member.webUser.undeliverable && (
                  <HelpBadge filled tone="red" label={texts.delivery.blocked} help={texts.delivery.blockedHelp(supportContact)} />
                )}
              </Group>
            </td>
            <td data-label={t.role} className="wrap">{member.role.name}</td>
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
            <td data-label={t.factor}>
              {member.webUser.twoFactorEnabled ? t.factorOn : <span className="quiet">{t.factorOff}</span>}
            </td>
            {canEdit && (
              <td className="actions corner">
                <MemberMenu
                  slug={slug} member={member} selfReason={member.id === ownMembershipId ? selfReason : null}
                  onDeactivate={() => onEnd(member, 'deactivate')} onReactivate={() => onReactivate(member)}
                  onRemove={() => onEnd(member, 'remove')}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
