import { useQuery } from '@apollo/client/react';
import { Alert, Button, Checkbox, Group, List, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AssignmentChoicesDocument, type MemberRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import type { Place, SelectionBarProps } from './selection-props';
import { nameOf } from './use-member-changes';
import { type FailedOne, useSelectionChanges } from './use-selection-changes';

const t = texts.changeMany;

export type SelectionTask = 'role' | 'locations' | 'deactivate' | 'remove';

interface SelectionDialogProps extends Pick<SelectionBarProps, 'slug' | 'spaceName' | 'chosen' | 'renderLocations' | 'onDone'> {
  task: SelectionTask;
  onClose: () => void;
}

/** One change for all that are ticked; whom it could not be made for stays named, with the reason. */
export function SelectionDialog({ slug, spaceName, task, chosen, renderLocations, onClose, onDone }: SelectionDialogProps) {
  const [roleId, setRoleId] = useState<string | null>(null);
  const [places, setPlaces] = useState<Place[]>([]);
  const [removeSent, setRemoveSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<readonly FailedOne[]>([]);
  const { change, remove } = useSelectionChanges();
  const ids = chosen.map(({ id }) => id);
  const work = async () => {
    if (task === 'remove') return await remove(ids, removeSent);
    if (task === 'deactivate') return await change(ids, { active: false });
    return await change(ids, task === 'role' ? { roleId } : { locationIds: places.map(({ id }) => id) });
  };
  const confirm = async () => {
    setBusy(true);
    const left = await work();
    setBusy(false);
    setFailed(left);
    if (left.length > 0) return;
    onClose();
    onDone();
  };
  const title = { role: t.title, locations: t.title, deactivate: t.deactivateTitle, remove: t.removeTitle }[task](chosen.length);
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text className="wrap" size="sm">{chosen.map(nameOf).join(', ')}</Text>
        {task === 'role' && <RoleChoice slug={slug} value={roleId} onChange={setRoleId} />}
        {task === 'locations' && <>{renderLocations({ value: places, onChange: setPlaces })}<Text size="sm" className="quiet">{t.locationsHelp}</Text></>}
        {task === 'deactivate' && <Text>{t.deactivateDetail(spaceName)}</Text>}
        {task === 'remove' && (
          <>
            <Text>{t.removeDetail(spaceName)}</Text>
            <List size="sm" spacing={6}>{texts.remove.consequences.map((text) => <List.Item key={text}>{text}</List.Item>)}</List>
            <Checkbox label={t.removeSent} description={texts.remove.sentHelp} checked={removeSent} onChange={(event) => setRemoveSent(event.currentTarget.checked)} />
          </>
        )}
        {failed.length > 0 && <Failures failed={failed} chosen={chosen} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button
            color={task === 'remove' || task === 'deactivate' ? 'red.9' : undefined} loading={isBusy} disabled={task === 'role' && !roleId}
            onClick={() => void confirm()}
          >
            {{ role: t.apply, locations: t.apply, deactivate: texts.members.deactivate, remove: texts.members.remove }[task]}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Nothing is chosen beforehand: it would be handed to all of them. */
function RoleChoice({ slug, value, onChange }: { slug: string; value: string | null; onChange: (value: string | null) => void }) {
  const { data } = useQuery(AssignmentChoicesDocument, { variables: { slug } });
  const roles = data?.projectSpace?.assignableRoles ?? [];
  const chosen = roles.find(({ id }) => id === value);
  return (
    <Select
      label={texts.invite.role} required value={value} onChange={onChange} searchable nothingFoundMessage={data ? texts.roles.noneFound : texts.loading} data-autofocus
      data={roles.map(({ id, name }) => ({ value: id, label: name }))} comboboxProps={{ withinPortal: true }}
      description={chosen?.isAdmin ? texts.invite.adminHint : chosen?.description} inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

function Failures({ failed, chosen }: { failed: readonly FailedOne[]; chosen: readonly MemberRowFragment[] }) {
  const nameById = (id: string) => {
    const member = chosen.find((one) => one.id === id);
    return member ? nameOf(member) : '';
  };
  return (
    <Alert color="red" role="alert" title={t.failed}>
      <List size="sm">{failed.map(({ id, message }) => <List.Item key={id}>{[nameById(id), message].filter(Boolean).join(': ')}</List.Item>)}</List>
    </Alert>
  );
}
