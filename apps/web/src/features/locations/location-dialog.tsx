import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useRef, useState } from 'react';
import { type LocationNodeFragment, LocationPlacesDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { useLocationChanges } from './use-location-changes';

const t = texts.locations;
const TOP = 'top';

/** What one is about to do to a location; `add` is below it, or at the top where there is none. */
export type LocationTask =
  | { kind: 'add'; location: LocationNodeFragment | null }
  | { kind: 'rename' | 'move' | 'remove'; location: LocationNodeFragment };

interface LocationDialogProps {
  slug: string;
  projectSpaceId: string;
  /** Whether the viewer may put something at the top. */
  canTop: boolean;
  task: LocationTask;
  onClose: () => void;
}

const titleOf = ({ kind, location }: LocationTask) => {
  if (kind === 'add') return location ? t.addBelowTitle(location.name) : t.addTitle;
  return { rename: t.renameTitle, move: t.moveTitle, remove: t.removeTitle }[kind](location.name);
};

export function LocationDialog({ slug, projectSpaceId, canTop, task, onClose }: LocationDialogProps) {
  const { kind, location } = task;
  const [code, setCode] = useState('');
  const [name, setName] = useState(kind === 'rename' ? location.name : '');
  const [parentId, setParentId] = useState<string | null>(kind === 'add' && !location && canTop ? TOP : null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const { create, change, remove } = useLocationChanges();
  const form = useRef<HTMLFormElement>(null);
  const needsPlace = kind === 'move' || (kind === 'add' && !location);
  const work = async () => {
    const place = parentId === TOP ? null : parentId;
    if (kind === 'add') return await create({ projectSpaceId, code, name, parentId: location?.id ?? place });
    if (kind === 'rename') return await change(name, { locationId: location.id, name });
    if (kind === 'move') return await change(location.name, { locationId: location.id, ...(place ? { parentId: place } : { moveToTop: true }) });
    return await remove(location);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refusals = await work();
    setBusy(false);
    setErrors(errorsByField(refusals, ['code', 'name', 'parentId']));
    if (refusals.length > 0) focusFirstError(form.current);
    else onClose();
  };
  return (
    <Dialog onClose={onClose} title={titleOf(task)} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
          {kind === 'add' && (
            <TextInput
              label={t.code} description={t.codeHelp} required maxLength={100} value={code} error={errors.code} data-autofocus
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          {(kind === 'add' || kind === 'rename') && (
            <TextInput
              label={t.name} required maxLength={255} value={name} error={errors.name} data-autofocus={kind === 'rename' || undefined}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {needsPlace && <PlaceField slug={slug} value={parentId} canTop={canTop} excluded={location?.id} error={errors.parentId} onChange={setParentId} />}
          {kind === 'move' && <Text size="sm" className="quiet">{t.moveDetail}</Text>}
          {kind === 'remove' && <Text>{t.removeDetail}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
            <Button type="submit" loading={isBusy} disabled={needsPlace && !parentId} color={kind === 'remove' ? 'red.9' : undefined}>
              {{ add: t.add, rename: texts.save, move: t.move, remove: t.remove }[kind]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface PlaceFieldProps {
  slug: string;
  value: string | null;
  canTop: boolean;
  excluded?: string;
  error?: string;
  onChange: (value: string | null) => void;
}

/** Searched on the server: there may be thousands. */
function PlaceField({ slug, value, canTop, excluded, error, onChange }: PlaceFieldProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const { data, previousData } = useQuery(LocationPlacesDocument, { variables: { slug, search: asked === t.top ? null : asked || null } });
  const found = (data ?? previousData)?.projectSpace?.locations?.nodes ?? [];
  const places = found.filter(({ id }) => id !== excluded).map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }));
  return (
    <Select
      label={t.parent} searchable searchValue={search} onSearchChange={setSearch} filter={({ options }) => options} value={value}
      data={[...(canTop ? [{ value: TOP, label: t.top }] : []), ...places]} error={error} onChange={onChange}
      nothingFoundMessage={t.nothing} comboboxProps={{ withinPortal: true }}
    />
  );
}
