import { Group, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';

interface ColumnHeadProps {
  label: string;
  sorted: 'ASC' | 'DESC' | false;
  sortLabel: string;
  onSort: () => void;
}

/** A column that can be sorted by, and says which way it is. */
export function ColumnHead({ label, sorted, sortLabel, onSort }: ColumnHeadProps) {
  const Icon = { ASC: IconArrowUp, DESC: IconArrowDown, none: IconArrowsSort }[sorted || 'none'];
  return (
    <th scope="col" aria-sort={sorted ? { ASC: 'ascending' as const, DESC: 'descending' as const }[sorted] : 'none'}>
      <UnstyledButton onClick={onSort} aria-label={sortLabel} fz="inherit" fw="inherit" c="inherit">
        <Group gap={4} wrap="nowrap">{label}<Icon size={13} aria-hidden /></Group>
      </UnstyledButton>
    </th>
  );
}
