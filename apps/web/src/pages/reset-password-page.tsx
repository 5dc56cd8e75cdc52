import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Stack, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { ResetPasswordDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { useMessages } from '../ui/messages';
import { NewPasswordField } from '../ui/new-password-field';
import { useTitle } from '../ui/page';
import { errorsByField, focusFirstError } from '../ui/user-errors';

const t = texts.reset;

export function ResetPasswordPage() {
  useTitle(t.title, texts.product);
  const { token = '' } = useParams();
  const [newPassword, setNewPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [reset, { loading }] = useMutation(ResetPasswordDocument);
  const { show } = useMessages();
  const { renew } = useSession();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { data } = await reset({ variables: { input: { token, newPassword } } }).catch(() => ({ data: null }));
    const refusals = data?.resetPassword.userErrors ?? [{ code: '', message: texts.failed.change }];
    setErrors(errorsByField(refusals, ['newPassword', 'token']));
    if (refusals.length > 0) return focusFirstError(form.current);
    await renew();
    await navigate(paths.signIn());
    show({ tone: 'success', text: t.done });
  };
  return (
    <NarrowPage>
      <Title order={1} mb="md">{t.title}</Title>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {(errors.token ?? errors['']) && (
            <Alert color="red" role="alert">
              {errors.token ?? errors['']} <Anchor component={Link} to={paths.forgotPassword()}>{t.again}</Anchor>
            </Alert>
          )}
          <NewPasswordField
            label={t.newPassword} required value={newPassword} error={errors.newPassword} hints={texts.strength}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={loading}>{t.submit}</Button>
        </Stack>
      </form>
    </NarrowPage>
  );
}
