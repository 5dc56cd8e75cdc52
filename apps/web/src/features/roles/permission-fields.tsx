import { Checkbox, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Permission } from '../../gql/graphql';
import { texts } from '../../texts';
import { bringerOf, grouped, type PermissionInfo, toggled } from './role-draft';

const t = texts.roles;

interface PermissionFieldsProps {
  catalogue: readonly PermissionInfo[];
  chosen: readonly Permission[];
  /** What the viewer holds: no more can be ticked. */
  held: readonly Permission[];
  disabled: boolean;
  error?: string;
  onChange: (chosen: Permission[]) => void;
}

/** Drawn from the catalogue, in groups; what another permission brings is ticked and locked. */
export function PermissionFields({ catalogue, chosen, held, disabled, error, onChange }: PermissionFieldsProps) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Title order={2} component="legend" mb="sm">{t.permissions}</Title>
      {error && <Text size="sm" c="var(--mantine-color-error)" mb="sm" role="alert">{error}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="lg">
        {grouped(catalogue).map(([group, infos]) => (
          <Stack key={group} gap="xs" role="group" aria-label={group}>
            <Text size="sm" fw={600} className="quiet">{group}</Text>
            {infos.map((info) => {
              const bringer = bringerOf(info.permission, chosen, catalogue);
              const isChosen = chosen.includes(info.permission);
              const isBeyond = !held.includes(info.permission) && !isChosen;
              return (
                <Checkbox
                  key={info.permission} label={info.title} checked={isChosen || Boolean(bringer)}
                  disabled={disabled || Boolean(bringer) || isBeyond}
                  description={bringer ? t.impliedBy(bringer.title) : isBeyond && !disabled ? t.notHeld : info.description}
                  onChange={(event) => onChange(toggled(chosen, info, event.currentTarget.checked))}
                />
              );
            })}
          </Stack>
        ))}
      </SimpleGrid>
    </fieldset>
  );
}
