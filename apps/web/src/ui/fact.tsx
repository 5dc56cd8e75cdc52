import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" className="quiet">{label}</Text>
      <Text component="div" size="sm" className="wrap">{children}</Text>
    </div>
  );
}
