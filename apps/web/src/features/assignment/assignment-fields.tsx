import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, MultiSelect, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { AssignmentChoicesDocument, LocationChoicesDocument } from '../../gql/graphql';
import { texts } from '../../texts';

export interface LocationChoice {
  id: string;
  code: string;
  name: string;
}

export interface Assignment {
  roleId: string;
  locations: LocationChoice[];
}

interface AssignmentFieldsProps {
  slug: string;
  /** Where what each role allows stands, for those who may look there. */
  rolesPath?: string;
  /** The role stays; only locations may be changed (ROL-7). */
  roleLocked?: boolean;
  usesLocations: boolean;
  value: Assignment;
  onChange: (value: Assignment) => void;
  errors: Record<string, string>;
  /** The role held now, which may be one that the viewer cannot hand out. */
  present?: { id: string; name: string };
  disabled?: boolean;
}

const t = texts.invite;
const labelOf = ({ name, code }: LocationChoice) => `${name} (${code})`;

/** Role and locations, from what the server says the viewer may hand out. */
export function AssignmentFields(props: AssignmentFieldsProps) {
  const { slug, usesLocations, value, onChange, errors, present, disabled, rolesPath, roleLocked } = props;
  const { data, error, refetch } = useQuery(AssignmentChoicesDocument, { variables: { slug }, skip: disabled });
  const roles = data?.projectSpace?.assignableRoles ?? [];
  const options = roles.map(({ id, name }) => ({ value: id, label: name }));
  if (present && !roles.some(({ id }) => id === present.id)) options.unshift({ value: present.id, label: present.name });
  const chosen = roles.find(({ id }) => id === value.roleId);
  const first = roles.find(({ isAdmin }) => isAdmin) ?? roles[0];
  useEffect(() => {
    if (!value.roleId && first) onChange({ ...value, roleId: first.id });
  }, [first, value, onChange]);
  if (error && !data) return <Alert color="red" role="alert" title={t.rolesFailed}><Button variant="default" size="xs" onClick={() => void refetch()}>{texts.retry}</Button></Alert>;
  if (data && roles.length === 0 && !present) return <Alert color="yellow">{t.nothingAssignable}</Alert>;
  return (
    <Stack gap="md">
      <Select
        label={t.role} data={options} value={value.roleId || null} required allowDeselect={false} searchable nothingFoundMessage={texts.roles.noneFound}
        disabled={disabled || roleLocked || !data}
        description={chosen?.isAdmin ? t.adminHint : chosen?.description} inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={errors.roleId} onChange={(roleId) => onChange({ ...value, roleId: roleId ?? '' })}
        comboboxProps={{ withinPortal: true }}
      />
      {rolesPath && <Anchor component={Link} to={rolesPath} size="sm">{t.roleHelp}</Anchor>}
      {usesLocations && (
        <LocationsField
          slug={slug} value={value.locations} error={errors.locationIds} disabled={disabled}
          onChange={(locations) => onChange({ ...value, locations })}
        />
      )}
    </Stack>
  );
}

interface LocationsFieldProps {
  slug: string;
  value: LocationChoice[];
  onChange: (value: LocationChoice[]) => void;
  error?: string;
  disabled?: boolean;
  /** Of a filter, which needs no explanation: what it is when nothing is chosen. */
  placeholder?: string;
}

/** Searched on the server: there may be thousands. */
export function LocationsField({ slug, value, onChange, error, disabled, placeholder }: LocationsFieldProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const { data, previousData } = useQuery(LocationChoicesDocument, { variables: { slug, search: asked || null }, skip: disabled });
  const found = (data ?? previousData)?.projectSpace?.locations?.nodes ?? [];
  const known = [...value, ...found.filter(({ id }) => !value.some((one) => one.id === id))];
  return (
    <MultiSelect
      label={t.locations} description={placeholder ? null : t.locationsHelp} inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={value.length === 0 ? placeholder : undefined}
      data={known.map((location) => ({ value: location.id, label: labelOf(location) }))}
      value={value.map(({ id }) => id)} searchable searchValue={search} onSearchChange={setSearch} error={error}
      filter={({ options }) => options} nothingFoundMessage={t.noLocations} hidePickedOptions clearable disabled={disabled}
      onChange={(ids) => onChange(ids.flatMap((id) => known.find((location) => location.id === id) ?? []))}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
