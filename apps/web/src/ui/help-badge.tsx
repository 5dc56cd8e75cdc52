import { Badge, Tooltip } from '@mantine/core';

interface HelpBadgeProps {
  label: string;
  help: string;
  tone: 'gray' | 'blue' | 'green' | 'yellow' | 'red';
  filled?: boolean;
}

/** A word in a coloured field that explains itself on hover and on focus. */
export function HelpBadge({ label, help, tone, filled = false }: HelpBadgeProps) {
  return (
    <Tooltip label={help} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <Badge miw="max-content" variant={filled ? 'filled' : 'light'} color={filled ? `${tone}.9` : tone} tabIndex={0} tt="none">{label}</Badge>
    </Tooltip>
  );
}
