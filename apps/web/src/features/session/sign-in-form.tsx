import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Center, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { SignInDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { SecondStepForm } from './second-step-form';
import { useSession } from './session';

interface SignInFormProps {
  email?: string;
  fixedEmail?: boolean;
  onSignedIn: () => void;
  /** Off where no link may lead away. */
  withForgotLink?: boolean;
}

const t = texts.signIn;

export function SignInForm({ email: given = '', fixedEmail = false, onSignedIn, withForgotLink = true }: SignInFormProps) {
  const { renew } = useSession();
  const [email, setEmail] = useState(given);
  const [password, setPassword] = useState('');
  const [capsLock, setCapsLock] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [challenge, setChallenge] = useState<string | null>(null);
  const [signIn, { loading }] = useMutation(SignInDocument);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = { ...(!email.trim() && { email: t.noEmail }), ...(!password && { password: t.noPassword }) };
    if (Object.keys(missing).length > 0) {
      setErrors(missing);
      return focusFirstError(form.current);
    }
    const { data } = await signIn({ variables: { input: { email, password } } }).catch(() => ({ data: null }));
    const refusals = data?.signIn.userErrors ?? [{ code: '', message: texts.failed.change }];
    setErrors(errorsByField(refusals, ['email', 'password']));
    if (refusals.length > 0) return focusFirstError(form.current);
    if (data?.signIn.challenge) setChallenge(data.signIn.challenge);
    else await enter();
  };
  const enter = async () => {
    await renew();
    onSignedIn();
  };
  const beginAgain = (reason: string | null) => {
    setChallenge(null);
    setPassword('');
    setErrors(reason === null ? {} : { '': reason });
  };

  if (challenge !== null) return <SecondStepForm challenge={challenge} onDone={enter} onBeginAgain={beginAgain} />;
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <TextInput
          label={t.email} type="email" name="email" autoComplete="username" required value={email} readOnly={fixedEmail}
          error={errors.email} onChange={(event) => setEmail(event.currentTarget.value)} autoFocus={!given}
        />
        <PasswordInput
          label={t.password} name="password" autoComplete="current-password" required value={password}
          error={errors.password} description={capsLock ? t.capsLock : undefined} autoFocus={Boolean(given)}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
        />
        <Button type="submit" loading={loading} fullWidth>{t.submit}</Button>
        {withForgotLink && (
          <Center><Anchor component={Link} to={paths.forgotPassword({ email: email || undefined })} size="sm">{t.forgot}</Anchor></Center>
        )}
      </Stack>
    </form>
  );
}
