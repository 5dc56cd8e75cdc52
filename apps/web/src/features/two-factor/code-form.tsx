import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { errorsByField, focusFirstError, type UserErrorLike } from '../../ui/user-errors';

const t = texts.twoFactor;

interface CodeFormProps {
  title: string;
  detail: string;
  submit: string;
  withPassword?: boolean;
  act: (given: { code: string; password: string }) => Promise<readonly UserErrorLike[]>;
  onClose: () => void;
}

/** Asks for the existing factor again (TFA-4). */
export function CodeForm({ title, detail, submit, withPassword = false, act, onClose }: CodeFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    const refusals = await act({ code, password });
    setIsBusy(false);
    setErrors(errorsByField(refusals, ['code', 'password']));
    if (refusals.length > 0) focusFirstError(form.current);
    else onClose();
  };
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <form ref={form} onSubmit={(event) => void run(event)} noValidate>
        <Stack>
          <Text>{detail}</Text>
          {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
          {withPassword && (
            <PasswordInput
              label={t.password} autoComplete="current-password" required value={password} error={errors.password} data-autofocus
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t.codeOrBackup} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required value={code}
            error={errors.code} data-autofocus={!withPassword || undefined} onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
            <Button type="submit" loading={isBusy}>{submit}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
