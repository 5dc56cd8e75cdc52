import { Button, Group, Text } from '@mantine/core';
import type { MouseEvent } from 'react';

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor?: string | null;
  endCursor?: string | null;
}

interface PagerProps {
  label: string;
  info: PageInfo;
  summary: string;
  previousLabel: string;
  nextLabel: string;
  onPage: (page: { after: string | null; before: string | null }) => void;
}

/** A new page is read from its beginning. */
const showStart = ({ currentTarget }: MouseEvent) => currentTarget.closest('section')?.scrollIntoView({ block: 'start' });

export function Pager({ label, info, summary, previousLabel, nextLabel, onPage }: PagerProps) {
  const isWhole = !info.hasNextPage && !info.hasPreviousPage;
  return (
    <Group component="nav" aria-label={label} justify="space-between" p="sm" gap="sm">
      <Text size="sm" className="quiet">{summary}</Text>
      {!isWhole && (
        <Group gap="xs">
          <Button
            variant="default" size="xs" disabled={!info.hasPreviousPage}
            onClick={(event) => {
              showStart(event);
              onPage({ before: info.startCursor ?? null, after: null });
            }}
          >
            {previousLabel}
          </Button>
          <Button
            variant="default" size="xs" disabled={!info.hasNextPage}
            onClick={(event) => {
              showStart(event);
              onPage({ after: info.endCursor ?? null, before: null });
            }}
          >
            {nextLabel}
          </Button>
        </Group>
      )}
    </Group>
  );
}
