import { ActionIcon, Box, Button, Group, Menu } from '@mantine/core';
import { IconDotsVertical, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocationNodeFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { MenuActs } from '../../ui/menu-acts';
import { SearchField } from '../../ui/search-field';
import { StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { FoundLocations } from './found-locations';
import { LocationDialog, type LocationTask } from './location-dialog';
import { LocationBranch } from './location-tree';

const t = texts.locations;

interface LocationsPanelProps {
  slug: string;
  projectSpaceId: string;
  canEdit: boolean;
  /** Whether the viewer sees the whole tree. */
  canTop: boolean;
  isAdding: boolean;
  onAdd: () => void;
  onAdded: () => void;
}

/** The tree, or what a search hits in it; nothing is loaded before it is looked at. */
export function LocationsPanel({ slug, projectSpaceId, canEdit, canTop, isAdding, onAdd, onAdded }: LocationsPanelProps) {
  const url = useUrlState();
  const [chosen, setChosen] = useState<LocationTask | null>(null);
  const search = url.get('search');
  const task = isAdding ? { kind: 'add' as const, location: null } : chosen;
  const close = () => {
    setChosen(null);
    onAdded();
  };
  const renderMenu = (location: LocationNodeFragment) => (canEdit ? <LocationMenu location={location} onTask={setChosen} /> : null);
  const add = canEdit ? <Button variant="default" onClick={onAdd}>{t.add}</Button> : null;
  const empty = <StatePicture icon={<IconMapPin aria-hidden />} title={t.empty} action={add}>{t.emptyDetail}</StatePicture>;
  return (
    <Box className="panel">
      <Group p="md" pb="sm" className="filters">
        <SearchField label={t.search} clearLabel={texts.clearSearch} value={search} onChange={(value) => url.set({ search: value })} />
      </Group>
      {search
        ? <FoundLocations slug={slug} search={search} renderMenu={renderMenu} />
        : <LocationBranch slug={slug} parentId={null} label={t.tree} empty={empty} renderMenu={renderMenu} />}
      {task && <LocationDialog slug={slug} projectSpaceId={projectSpaceId} canTop={canTop} task={task} onClose={close} />}
    </Box>
  );
}

function LocationMenu({ location, onTask }: { location: LocationNodeFragment; onTask: (task: LocationTask) => void }) {
  const choose = (kind: LocationTask['kind']) => () => onTask({ kind, location });
  const acts = [
    { label: t.addBelow, run: choose('add') },
    { label: t.rename, run: choose('rename') },
    { label: t.move, run: choose('move') },
    { label: t.remove, run: choose('remove'), isEnding: true },
  ];
  return (
    <Menu position="bottom-end" withinPortal width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(location.name)}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuActs acts={acts} />
      </Menu.Dropdown>
    </Menu>
  );
}
