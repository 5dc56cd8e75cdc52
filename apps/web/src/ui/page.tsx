import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { Fragment, type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';

export interface Crumb {
  label: string;
  to?: string;
}

const NO_CRUMBS: Crumb[] = [];
/** Names may be longer than a line. */
const LONG_CRUMBS = { root: { flexWrap: 'wrap', rowGap: 4 }, breadcrumb: { whiteSpace: 'normal', overflowWrap: 'anywhere' } } as const;

interface PageProps {
  title: string;
  product: string;
  crumbs?: Crumb[];
  crumbsLabel?: string;
  action?: ReactNode;
  children: ReactNode;
}

export function useTitle(title: string, product: string): void {
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}

/** One heading, the primary action at its right, and what the page is about. */
export function Page({ title, product, crumbs = NO_CRUMBS, crumbsLabel, action, children }: PageProps) {
  useTitle(title, product);
  return (
    <Stack gap="md">
      {crumbs.length > 0 && (
        <nav aria-label={crumbsLabel}>
          <Breadcrumbs separator="›" fz="sm" styles={LONG_CRUMBS}>
            {crumbs.map(({ label, to }) => (
              <Fragment key={label}>
                {to ? <Anchor component={Link} to={to} fz="sm" lh={1.45}>{label}</Anchor> : <Text span inherit lh={1.45} className="quiet">{label}</Text>}
              </Fragment>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="center" gap="sm">
        <Title order={1} className="wrap">{title}</Title>
        {action}
      </Group>
      {children}
    </Stack>
  );
}
