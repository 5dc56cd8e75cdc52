import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { RoleRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { useRoleChanges } from './use-role-changes';

const t = texts.roles;

/** Says by how many the role is held, rather than letting one try (ROL-5). */
export function DeleteRole({ role, onDeleted }: { role: RoleRowFragment; onDeleted: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { remove } = useRoleChanges();
  const isHeld = role.memberCount + role.invitationCount > 0;
  if (!role.viewerCanDelete) return null;
  const confirm = async () => {
    setBusy(true);
    const refusals = await remove(role);
    setBusy(false);
    setAsking(false);
    if (refusals.length === 0) onDeleted();
  };
  return (
    <Group gap="sm">
      {isHeld && <Text size="sm" className="quiet" maw={420}>{t.removeHeld(role.memberCount, role.invitationCount)}</Text>}
      <Button variant="light" color="red" disabled={isHeld} onClick={() => setAsking(true)}>{t.remove}</Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t.removeTitle(role.name)} closeButtonProps={{ 'aria-label': texts.cancel }}>
          <Text mb="md">{t.removeDetail}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>{texts.cancel}</Button>
            <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>{t.remove}</Button>
          </Group>
        </Dialog>
      )}
    </Group>
  );
}
