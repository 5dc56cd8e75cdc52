import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { ChangePasswordDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { NewPasswordField } from '../../ui/new-password-field';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.account;
const BLANK = { currentPassword: '', newPassword: '' };

export function PasswordForm() {
  const [typed, setTyped] = useState(BLANK);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [change, { loading }] = useMutation(ChangePasswordDocument);
  const { show } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(
      async () => (await change({ variables: { input: typed } })).data?.changePassword, texts.failed.change);
    setErrors(errorsByField(refusals, ['currentPassword', 'newPassword']));
    if (refusals.length > 0) return focusFirstError(form.current);
    setTyped(BLANK);
    return show({ tone: 'success', text: t.passwordChanged });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw={440}>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <PasswordInput
          label={t.currentPassword} autoComplete="current-password" required value={typed.currentPassword}
          error={errors.currentPassword} onChange={(event) => setTyped({ ...typed, currentPassword: event.currentTarget.value })}
        />
        <NewPasswordField
          label={t.newPassword} required value={typed.newPassword} error={errors.newPassword} hints={texts.strength}
          onChange={(event) => setTyped({ ...typed, newPassword: event.currentTarget.value })}
        />
        <Group><Button type="submit" loading={loading}>{t.changePassword}</Button></Group>
      </Stack>
    </form>
  );
}
