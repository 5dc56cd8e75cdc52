import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../../texts';
import { type SelectionTask, SelectionDialog } from './selection-dialog';
import type { SelectionBarProps } from './selection-props';

const t = texts.members;

/** What can be done to all that are ticked (MEM-6). */
export function SelectionBar({ slug, spaceName, usesLocations, chosen, renderLocations, onDone }: SelectionBarProps) {
  const [task, setTask] = useState<SelectionTask | null>(null);
  const label = t.selected(chosen.length);
  return (
    <Group gap="xs" px="md" py={6} className="selection" role="group" aria-label={label}>
      <Text size="sm">{label}</Text>
      <Button size="xs" variant="light" onClick={() => setTask('role')}>{texts.changeMany.role}</Button>
      {usesLocations && <Button size="xs" variant="light" onClick={() => setTask('locations')}>{texts.changeMany.locations}</Button>}
      <Button size="xs" variant="light" onClick={() => setTask('deactivate')}>{t.deactivate}</Button>
      <Button size="xs" variant="light" color="red" onClick={() => setTask('remove')}>{t.remove}</Button>
      {task && (
        <SelectionDialog
          slug={slug} spaceName={spaceName} task={task} chosen={chosen} renderLocations={renderLocations}
          onClose={() => setTask(null)} onDone={onDone}
        />
      )}
    </Group>
  );
}
