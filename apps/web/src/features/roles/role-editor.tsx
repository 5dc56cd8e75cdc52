import { useQuery } from '@apollo/client/react';
import { Alert, Box, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Permission, PermissionCatalogueDocument, type RoleRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { LoadingRows } from '../../ui/states';
import { UnsavedGuard } from '../../ui/unsaved-guard';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { AssignerFields } from './assigner-fields';
import { DeleteRole } from './delete-role';
import { PermissionFields } from './permission-fields';
import { draftOf, isSame } from './role-draft';
import { useRoleChanges } from './use-role-changes';

const t = texts.roles;
const FIELDS = ['name', 'description', 'permissions', 'ownLocationsOnly', 'assignableByRoleIds'];

interface RoleEditorProps {
  space: { id: string; usesLocations: boolean; viewerPermissions: readonly Permission[]; isLimited: boolean };
  /** Absent for a new one. */
  role?: RoleRowFragment;
  roles: readonly RoleRowFragment[];
  isAdmin: boolean;
  canEdit: boolean;
  onDone: () => void;
}

/** What a role says and allows, drawn from the permission catalogue. */
export function RoleEditor({ space, role, roles, isAdmin, canEdit, onDone }: RoleEditorProps) {
  const { data } = useQuery(PermissionCatalogueDocument);
  const start = { ...draftOf(role), ...(!role && space.isLimited && { ownLocationsOnly: true }) };
  const [saved, setSaved] = useState(start);
  const [draft, setDraft] = useState(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const { create, change } = useRoleChanges();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refusals = role ? await change(role, draft, isAdmin) : await create(space.id, draft, isAdmin);
    setBusy(false);
    setErrors(errorsByField(refusals, FIELDS));
    if (refusals.length > 0) return focusFirstError(form.current);
    flushSync(() => setSaved(draft));
    onDone();
  };
  const limitHelp = space.usesLocations || draft.ownLocationsOnly ? t.limitedHelp : t.limitedOff;
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <UnsavedGuard isUnsaved={canEdit && !isSame(draft, saved)} words={t} />
      <Stack>
        {!canEdit && <Alert color="gray" variant="light">{role?.isAdmin ? t.adminNote : t.readOnly}</Alert>}
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <Box className="panel" p="md">
          <Stack maw={520}>
            <TextInput
              label={t.name} required readOnly={!canEdit} value={draft.name} error={errors.name} maxLength={100} autoFocus={!role}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <TextInput
              label={t.description} description={canEdit ? t.descriptionHelp : undefined} readOnly={!canEdit} value={draft.description}
              error={errors.description} maxLength={500} onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
            />
            {role && <Text size="sm" className="quiet">{t.counts(role.memberCount, role.invitationCount)}</Text>}
          </Stack>
        </Box>
        <Box className="panel" p="md">
          {data ? (
            <PermissionFields
              catalogue={data.permissionCatalogue} chosen={draft.permissions} held={space.viewerPermissions} disabled={!canEdit}
              error={errors.permissions} onChange={(permissions) => setDraft({ ...draft, permissions })}
            />
          ) : <LoadingRows label={texts.loading} />}
        </Box>
        {!role?.isAdmin && (
          <Box className="panel" p="md">
            <Stack maw={620}>
              <Checkbox
                label={t.limitedLabel} description={limitHelp} error={errors.ownLocationsOnly} checked={draft.ownLocationsOnly}
                disabled={!canEdit || space.isLimited || (!space.usesLocations && !draft.ownLocationsOnly)}
                onChange={(event) => setDraft({ ...draft, ownLocationsOnly: event.currentTarget.checked })}
              />
              <AssignerFields
                roles={roles} value={draft.assignerIds} disabled={!canEdit || !isAdmin} error={errors.assignableByRoleIds}
                onChange={(assignerIds) => setDraft({ ...draft, assignerIds })}
              />
            </Stack>
          </Box>
        )}
        {canEdit && (
          <Group justify="space-between">
            <Button type="submit" loading={isBusy}>{role ? t.save : t.create}</Button>
            {role && <DeleteRole role={role} onDeleted={() => {
              flushSync(() => setDraft(saved));
              onDone();
            }} />}
          </Group>
        )}
      </Stack>
    </form>
  );
}
