import { Badge, Button, Checkbox, Group, Text, Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { InvitationOrderField, InvitationRowFragment } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { ColumnHead } from '../../ui/column-head';
import { HelpBadge } from '../../ui/help-badge';
import { Moment } from '../../ui/moment';
import type { Sorted } from '../../ui/paging';
import { DeliveryBadge } from '../../ui/delivery-badge';
import { inviterWords } from './inviter-words';

const t = texts.invitations;

interface InvitationTableProps {
  slug: string;
  rows: readonly InvitationRowFragment[];
  isBusy: boolean;
  canEdit: boolean;
  supportContact?: string | null;
  sorted: Sorted<InvitationOrderField>;
  onSort: (field: InvitationOrderField) => void;
  selected: ReadonlySet<string>;
  /** What is being sent again just now. */
  resending: ReadonlySet<string>;
  onSelect: (ids: readonly string[], isSelected: boolean) => void;
  onResend: (invitation: InvitationRowFragment) => void;
  onRemove: (invitation: InvitationRowFragment) => void;
}

export function InvitationTable(props: InvitationTableProps) {
  const { slug, rows, isBusy, canEdit, supportContact, sorted, onSort, selected, resending, onSelect, onResend, onRemove } = props;
  const ids = rows.map(({ id }) => id);
  const isAll = ids.every((id) => selected.has(id));
  const head = (field: InvitationOrderField, label: string) => (
    <ColumnHead
      label={label} sorted={sorted.field === field && sorted.direction} onSort={() => onSort(field)} sortLabel={texts.members.sort(label)}
    />
  );
  return (
    <table className="rows" aria-labelledby="invitations-heading" aria-busy={isBusy}>
      <thead>
        <tr>
          {canEdit && (
            <th scope="col">
              <Checkbox
                size="xs" aria-label={t.selectAll} checked={isAll} indeterminate={!isAll && ids.some((id) => selected.has(id))}
                onChange={(event) => onSelect(ids, event.currentTarget.checked)}
              />
            </th>
          )}
          {head('EMAIL', t.email)}
          <th scope="col">{t.status}</th>
          <th scope="col">{t.role}</th>
          {head('INVITED_AT', t.invitedBy)}
          {head('EXPIRES_AT', t.ends)}
          {canEdit && <th scope="col" className="actions">{texts.members.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((invitation) => (
          <tr key={invitation.id}>
            {canEdit && (
              <td className="tick">
                <Checkbox
                  size="xs" aria-label={t.select(invitation.email)} checked={selected.has(invitation.id)}
                  onChange={(event) => onSelect([invitation.id], event.currentTarget.checked)}
                />
              </td>
            )}
            <td className="wrap">
              <Text size="sm" fw={600}>{invitation.email}</Text>
              {invitation.undeliverable && (
                <HelpBadge filled tone="red" label={texts.delivery.blocked} help={texts.delivery.blockedHelp(supportContact)} />
              )}
            </td>
            <td data-label={t.status}><DeliveryBadge status={invitation.deliveryStatus} /></td>
            <td data-label={t.role} className="wrap">
              {invitation.role.name}
              {invitation.locations.length > 0 && (
                <Text size="xs" className="quiet wrap">{invitation.locations.map(({ name }) => name).join(', ')}</Text>
              )}
            </td>
            <td data-label={t.invitedBy}>
              <Moment at={invitation.invitedAt} />
              {invitation.invitedById && <Text size="xs" className="quiet wrap">{t.by(inviterWords(invitation))}</Text>}
            </td>
            <td data-label={t.ends}>
              {invitation.status === 'EXPIRED'
                ? <Badge variant="light" color="orange" tt="none">{t.expiredRow}</Badge>
                : <Moment at={invitation.expiresAt} />}
            </td>
            {canEdit && (
              <td className="actions">
                <Group gap={4} justify="flex-end" wrap="nowrap" display="inline-flex">
                  <Action label={t.resend} email={invitation.email} reason={invitation.viewerCanResend ? null : t.noResend} isBusy={resending.has(invitation.id)} onClick={() => onResend(invitation)} />
                  {invitation.viewerCanEdit
                    ? (
                      <Button
                        size="compact-sm" variant="subtle" component={Link} to={paths.invitation(slug, invitation.id)}
                        aria-label={`${t.edit} ${invitation.email}`}
                      >
                        {t.edit}
                      </Button>
                    )
                    : <Action label={t.edit} email={invitation.email} reason={t.noEdit} onClick={() => undefined} />}
                  <Action label={t.remove} email={invitation.email} color="red" reason={null} onClick={() => onRemove(invitation)} />
                </Group>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ActionProps {
  label: string;
  email: string;
  color?: string;
  reason: string | null;
  isBusy?: boolean;
  onClick: () => void;
}

/** What cannot be done says why, to the pointer and to the keyboard. */
function Action({ label, email, color, reason, isBusy, onClick }: ActionProps) {
  const button = (
    <Button
      size="compact-sm" variant="subtle" color={color} aria-label={`${label} ${email}`} loading={isBusy} data-disabled={reason ? true : undefined}
      aria-disabled={reason ? true : undefined} onClick={reason ? undefined : onClick}
    >
      {label}
    </Button>
  );
  return reason ? <Tooltip label={reason}>{button}</Tooltip> : button;
}
