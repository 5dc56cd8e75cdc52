import { Button, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface StateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  order?: 1 | 2 | 3;
  tone?: 'primary' | 'red' | 'gray' | 'yellow';
}

/** A picture, a sentence, and what to do next. */
export function StatePicture({ icon, title, children, action, order = 3, tone = 'primary' }: StateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon size={56} radius="xl" variant="light" color={tone === 'primary' ? undefined : tone}>{icon}</ThemeIcon>
      <Title order={order} fz={order === 1 ? 'h1' : 'h2'} className="wrap">{title}</Title>
      {children && <Text component="div" className="quiet wrap" maw={520}>{children}</Text>}
      {action}
    </Stack>
  );
}

interface FailedProps {
  title: string;
  detail: string;
  retryLabel: string;
  onRetry: () => void;
}

export function FailedState({ title, detail, retryLabel, onRetry }: FailedProps) {
  const retry = <Button variant="default" mt="xs" onClick={onRetry}>{retryLabel}</Button>;
  return <StatePicture icon={<IconAlertTriangle aria-hidden />} tone="red" title={title} action={retry}>{detail}</StatePicture>;
}

/** As tall as the rows that will come, so that nothing jumps. */
export function LoadingRows({ label, count = 5 }: { label: string; count?: number }) {
  return (
    <Stack gap="sm" p="md" role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => <Skeleton key={index} height={30} radius="sm" />)}
    </Stack>
  );
}
