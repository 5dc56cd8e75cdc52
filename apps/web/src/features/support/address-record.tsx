import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useId, useState } from 'react';
import type { SupportAddressQuery } from '../../gql/graphql';
import { texts } from '../../texts';
import { DeliveryBadge } from '../../ui/delivery-badge';
import { EVENT_TONES } from '../../ui/delivery-label';
import { Moment } from '../../ui/moment';

const t = texts.support.address;
const SHOWN_AT_FIRST = 8;

export type Address = NonNullable<NonNullable<SupportAddressQuery['support']>['address']>;

interface ListProps {
  title: string;
  empty: string;
  heads: string[];
  /** A row of a table each. */
  rows: ReactElement[];
}

/** The newest few, and all on demand. */
function Newest({ title, empty, heads, rows }: ListProps) {
  const id = useId();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SHOWN_AT_FIRST);
  return (
    <Stack gap="xs">
      <Title order={3} id={id}>{title}</Title>
      {rows.length === 0 && <Text size="sm" className="quiet">{empty}</Text>}
      {rows.length > 0 && (
        <table className="rows" aria-labelledby={id}>
          <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>{shown}</tbody>
        </table>
      )}
      {shown.length < rows.length && (
        <Group><Button size="xs" variant="default" onClick={() => setIsWhole(true)}>{t.all(rows.length)}</Button></Group>
      )}
    </Stack>
  );
}

export function AddressEvents({ events }: Pick<Address, 'events'>) {
  const rows = events.map(({ kind, at, detail }, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the rows of one answer, which never move
    <tr key={index}>
      <td data-label={t.when}><Moment at={at} /></td>
      <td data-label={t.what}>
        <Badge miw="max-content" variant="light" color={EVENT_TONES[kind] ?? 'gray'} tt="none">{texts.delivery.events[kind]}</Badge>
      </td>
      <td data-label={t.words} className="wrap">{detail ?? texts.none}</td>
    </tr>
  ));
  return <Newest title={t.events} empty={t.noEvents} heads={[t.when, t.what, t.words]} rows={rows} />;
}

export function AddressMails({ mails }: Pick<Address, 'mails'>) {
  const rows = mails.map(({ id, kind, at, projectSpaceName, status }) => (
    <tr key={id}>
      <td data-label={t.when}><Moment at={at} /></td>
      <td data-label={t.about}>{t.kinds[kind] ?? kind}</td>
      <td data-label={t.space} className="wrap">{projectSpaceName ?? texts.none}</td>
      <td data-label={t.status}><DeliveryBadge status={status} /></td>
    </tr>
  ));
  return <Newest title={t.mails} empty={t.noMails} heads={[t.when, t.about, t.space, t.status]} rows={rows} />;
}
