import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { MyEmailDocument, RequestEmailChangeDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { Fact } from '../../ui/fact';
import { useMessages } from '../../ui/messages';
import { FailedState, LoadingRows } from '../../ui/states';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.security.email;
const BLANK = { newEmail: '', password: '', code: '' };

/** Where mail goes, and the change of it: it waits for the link mailed to the new address (ADR-2). */
export function EmailForm() {
  const { data, error, refetch } = useQuery(MyEmailDocument);
  const [typed, setTyped] = useState(BLANK);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [request, { loading }] = useMutation(RequestEmailChangeDocument);
  const { show } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(
      async () => (await request({ variables: { input: typed } })).data?.requestEmailChange, texts.failed.change);
    setErrors(errorsByField(refusals, ['newEmail', 'password', 'code']));
    if (refusals.length > 0) return focusFirstError(form.current);
    show({ tone: 'success', text: t.sent(typed.newEmail.trim()) });
    setTyped(BLANK);
    return void refetch();
  };
  if (!data?.viewer && error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!data?.viewer) return <LoadingRows label={texts.loading} count={4} />;
  const { webUser: { email, username }, pendingEmail, twoFactor } = data.viewer;
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw={440}>
        <Fact label={t.present}>{email}</Fact>
        {username !== email && <span className="quiet wrap">{t.username(username)}</span>}
        {pendingEmail && <Alert color="blue" role="status" className="wrap">{t.pending(pendingEmail)}</Alert>}
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <TextInput
          label={t.newEmail} type="email" autoComplete="email" required value={typed.newEmail} error={errors.newEmail}
          onChange={(event) => setTyped({ ...typed, newEmail: event.currentTarget.value })}
        />
        <PasswordInput
          label={t.password} autoComplete="current-password" required value={typed.password} error={errors.password}
          onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
        />
        {twoFactor.enabled && (
          <TextInput
            label={t.code} autoComplete="one-time-code" required value={typed.code} error={errors.code}
            onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
          />
        )}
        <Group><Button type="submit" loading={loading}>{t.submit}</Button></Group>
      </Stack>
    </form>
  );
}
