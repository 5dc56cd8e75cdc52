import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { Permission } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { SecretOnce } from '../../ui/secret-once';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { expiryOf, type Span } from './expiry';
import { useKeyChanges } from './use-key-changes';

const t = texts.apiKeys;
const SPANS = Object.entries(t.spans).map(([value, label]) => ({ value, label }));

export interface PermissionChoice {
  chosen: readonly Permission[];
  error?: string;
  onChange: (chosen: Permission[]) => void;
}

interface CreateKeyDialogProps {
  projectSpaceId: string;
  renderPermissions: (choice: PermissionChoice) => ReactNode;
  onClose: () => void;
}

/** Makes a key, and then shows its secret once. */
export function CreateKeyDialog({ projectSpaceId, renderPermissions, onClose }: CreateKeyDialogProps) {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<Permission[]>([]);
  const [span, setSpan] = useState<Span>('90');
  const [lastDay, setLastDay] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { create } = useKeyChanges();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const made = await create({ projectSpaceId, name, permissions, expiresAt: expiryOf(span, lastDay, new Date()) });
    setBusy(false);
    setErrors(errorsByField(made.refusals, ['name', 'permissions', 'expiresAt']));
    if (made.secret) setSecret(made.secret);
    else focusFirstError(form.current);
  };
  const isDayMissing = span === 'day' && lastDay === '';
  return (
    <Dialog
      onClose={onClose} size="xl" title={secret ? t.made(name.trim()) : t.add} closeOnClickOutside={false} closeOnEscape={!secret} withCloseButton={!secret}
      closeButtonProps={{ 'aria-label': texts.cancel }}
    >
      {secret ? <SecretOnce secret={secret} words={t.secret} onClose={onClose} /> : (
        <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
            <TextInput
              label={t.name} description={t.nameHelp} required maxLength={100} value={name} error={errors.name} data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Group align="flex-start">
              <Select
                label={t.validFor} data={SPANS} value={span} allowDeselect={false} error={span === 'day' ? undefined : errors.expiresAt}
                comboboxProps={{ withinPortal: true }} onChange={(value) => setSpan(value as Span)}
              />
              {span === 'day' && (
                <TextInput
                  type="date" label={t.lastDay} required value={lastDay} error={errors.expiresAt}
                  onChange={(event) => setLastDay(event.currentTarget.value)}
                />
              )}
            </Group>
            {renderPermissions({ chosen: permissions, error: errors.permissions, onChange: setPermissions })}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
              <Button type="submit" loading={isBusy} disabled={isDayMissing}>{t.create}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
