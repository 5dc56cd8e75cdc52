import { useQuery } from '@apollo/client/react';
import { Checkbox, Group, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { DownloadRolesDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import type { RowStatus, Wanted } from './download-words';

const t = texts.bulkDownload;
const LONGEST_SEARCH = 200;
const choices = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

interface DownloadFiltersProps {
  slug: string;
  otherSpaces: readonly { id: string; name: string }[];
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  /** The field of locations, where organizations are used. */
  locations: ReactNode;
}

/** DWN-1. */
export function DownloadFilters({ slug, otherSpaces, wanted, onChange, locations }: DownloadFiltersProps) {
  const { data } = useQuery(DownloadRolesDocument, { variables: { slug } });
  const set = (change: Partial<Wanted>) => onChange({ ...wanted, ...change });
  const isOne = wanted.otherSpaceIds.length === 0;
  return (
    <Stack gap="md">
      <TextInput type="search" label={t.search} value={wanted.search} maxLength={LONGEST_SEARCH} onChange={(event) => set({ search: event.currentTarget.value })} />
      <Checkbox.Group label={t.statuses} value={wanted.statuses} onChange={(statuses) => set({ statuses: statuses as RowStatus[] })}>
        <Group gap="lg" mt={6}>
          {Object.entries(t.statusLabels).map(([value, label]) => <Checkbox key={value} value={value} label={label} />)}
        </Group>
      </Checkbox.Group>
      {isOne && (
        <MultiSelect
          label={t.roles} placeholder={wanted.roleIds.length === 0 ? t.anyRole : undefined} data={choices(data?.projectSpace?.roles ?? [])}
          value={wanted.roleIds} onChange={(roleIds) => set({ roleIds })} clearable searchable hidePickedOptions
          nothingFoundMessage={texts.roles.noneFound}
        />
      )}
      {isOne && locations}
      {otherSpaces.length > 0 && (
        <MultiSelect
          label={t.otherSpaces} description={t.otherSpacesDetail} inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={isOne ? t.chooseSpaces : undefined} data={choices(otherSpaces)} value={wanted.otherSpaceIds}
          onChange={(otherSpaceIds) => set({ otherSpaceIds })} clearable searchable hidePickedOptions
          nothingFoundMessage={t.noSpace}
        />
      )}
      <Radio.Group label={t.format} value={wanted.format} onChange={(format) => set({ format: format === 'CSV' ? 'CSV' : 'XLSX' })}>
        <Group gap="lg" mt={6}>
          {Object.entries(t.formats).map(([value, label]) => <Radio key={value} value={value} label={label} />)}
        </Group>
      </Radio.Group>
    </Stack>
  );
}
