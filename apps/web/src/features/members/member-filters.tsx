import { useQuery } from '@apollo/client/react';
import { Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { LocationFilterChoicesDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { SearchField } from '../../ui/search-field';
import type { useUrlState } from '../../ui/url-state';

const t = texts.members;

interface MemberFiltersProps {
  slug: string;
  usesLocations: boolean;
  roles: readonly { id: string; name: string }[];
  url: ReturnType<typeof useUrlState>;
}

const FIRST_PAGE = { after: null, before: null };

export function MemberFilters({ slug, usesLocations, roles, url }: MemberFiltersProps) {
  const narrow = (name: string) => (value: string | null) => url.set({ [name]: value, ...FIRST_PAGE });
  return (
    <Group gap="sm" px="md" pb="sm" className="filters">
      <SearchField label={t.search} clearLabel={texts.clearSearch} value={url.get('search')} onChange={narrow('search')} />
      <Select
        aria-label={t.role} placeholder={t.anyRole} clearable searchable w={180} value={url.get('role') || null} onChange={narrow('role')}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))} nothingFoundMessage={texts.roles.noneFound}
      />
      {usesLocations && <LocationFilter slug={slug} value={url.get('location')} onChange={narrow('location')} />}
      <Select
        aria-label={t.state} placeholder={t.anyState} clearable w={210} value={url.get('state') || null} onChange={narrow('state')}
        data={[{ value: 'active', label: t.active }, { value: 'deactivated', label: t.deactivated }, { value: 'undeliverable', label: t.undeliverable }]}
      />
      <Select
        aria-label={t.seen} placeholder={t.anySeen} clearable w={190} value={url.get('seen') || null} onChange={narrow('seen')}
        data={[{ value: 'not', label: t.notSeen }]}
      />
      <Select
        aria-label={t.factor} placeholder={t.anyFactor} clearable w={235} value={url.get('factor') || null} onChange={narrow('factor')}
        data={[{ value: 'without', label: t.withoutFactor }, { value: 'with', label: t.withFactor }]}
      />
    </Group>
  );
}

function LocationFilter({ slug, value, onChange }: { slug: string; value: string; onChange: (value: string | null) => void }) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const { data, previousData } = useQuery(LocationFilterChoicesDocument, { variables: { slug, search: asked || null } });
  const found = (data ?? previousData)?.projectSpace?.locations?.nodes ?? [];
  return (
    <Select
      aria-label={t.location} placeholder={t.anyLocation} clearable searchable w={180} value={value || null} onChange={onChange}
      searchValue={search} onSearchChange={setSearch} nothingFoundMessage={texts.invite.noLocations}
      filter={({ options }) => options} data={found.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
