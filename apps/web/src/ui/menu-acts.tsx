import { Menu, Text } from '@mantine/core';
import { useId } from 'react';

export interface Act {
  label: string;
  run: () => void;
  /** Takes something away. */
  isEnding?: boolean;
  isBlocked?: boolean;
}

interface MenuActsProps {
  acts: readonly Act[];
  /** Why some of them cannot be chosen; they can still be reached, and say it. */
  reason?: string;
}

/** The items of a menu that do something. */
export function MenuActs({ acts, reason }: MenuActsProps) {
  const id = useId();
  return (
    <>
      {acts.map(({ label, run, isEnding, isBlocked }) => (isBlocked
        ? (
          <Menu.Item key={label} aria-disabled aria-describedby={id} closeMenuOnClick={false} c="dimmed" style={{ cursor: 'not-allowed' }}>
            {label}
          </Menu.Item>
        )
        : <Menu.Item key={label} color={isEnding ? 'var(--mantine-color-error)' : undefined} onClick={run}>{label}</Menu.Item>))}
      {acts.some(({ isBlocked }) => isBlocked) && <Text id={id} size="xs" className="quiet" px="sm" py={6}>{reason}</Text>}
    </>
  );
}
