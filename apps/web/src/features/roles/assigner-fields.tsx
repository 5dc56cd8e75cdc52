import { MultiSelect, Radio, Stack } from '@mantine/core';
import { texts } from '../../texts';

const t = texts.roles;

interface AssignerFieldsProps {
  roles: readonly { id: string; name: string; isAdmin: boolean }[];
  /** Null: no list. */
  value: string[] | null;
  disabled: boolean;
  error?: string;
  onChange: (value: string[] | null) => void;
}

/** Who may assign the role; only admins decide that (ROL-4). */
export function AssignerFields({ roles, value, disabled, error, onChange }: AssignerFieldsProps) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t.assigners} description={disabled ? t.assignersAdmin : undefined} value={value ? 'list' : 'all'} error={error}
        onChange={(kind) => onChange(kind === 'list' ? value ?? [] : null)}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t.assignersOff} disabled={disabled} />
          <Radio value="list" label={t.assignersOn} description={t.assignersHelp} disabled={disabled} />
        </Stack>
      </Radio.Group>
      {value && (
        <MultiSelect
          label={t.assignersChoose} placeholder={value.length === 0 ? t.assignersNone : undefined} disabled={disabled}
          data={roles.filter(({ isAdmin }) => !isAdmin).map(({ id, name }) => ({ value: id, label: name }))}
          value={value} onChange={onChange} searchable hidePickedOptions nothingFoundMessage={t.noneFound} comboboxProps={{ withinPortal: true }}
        />
      )}
    </Stack>
  );
}
