import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { AcceptInvitationDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { NewPasswordField } from '../../ui/new-password-field';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.accept;
const FIELDS = ['firstName', 'lastName', 'password', 'agreeToTerms'];

interface CreateAccountFormProps {
  token: string;
  email: string;
  termsUrl: string;
  onCreated: () => void;
}

/** The account of a person who has none (INV-6). */
export function CreateAccountForm({ token, email, termsUrl, onCreated }: CreateAccountFormProps) {
  const [account, setAccount] = useState({ firstName: '', lastName: '', password: '', agreeToTerms: false });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [accept, { loading }] = useMutation(AcceptInvitationDocument);
  const form = useRef<HTMLFormElement>(null);
  const put = (change: Partial<typeof account>) => setAccount((before) => ({ ...before, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(
      async () => (await accept({ variables: { input: { token, account } } })).data?.acceptInvitation, texts.failed.change);
    setErrors(errorsByField(refusals, FIELDS));
    if (refusals.length > 0) focusFirstError(form.current);
    else onCreated();
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={t.firstName} autoComplete="given-name" required maxLength={200} value={account.firstName} miw={140}
            error={errors.firstName} onChange={(event) => put({ firstName: event.currentTarget.value })}
          />
          <TextInput
            label={t.lastName} autoComplete="family-name" required maxLength={200} value={account.lastName} miw={140}
            error={errors.lastName} onChange={(event) => put({ lastName: event.currentTarget.value })}
          />
        </Group>
        <TextInput label={t.email} type="email" autoComplete="username" value={email} readOnly variant="filled" />
        <NewPasswordField
          label={t.password} required value={account.password} error={errors.password} hints={texts.strength}
          onChange={(event) => put({ password: event.currentTarget.value })}
        />
        <Checkbox
          checked={account.agreeToTerms} error={errors.agreeToTerms} aria-invalid={Boolean(errors.agreeToTerms)}
          onChange={(event) => put({ agreeToTerms: event.currentTarget.checked })}
          label={<>{t.terms} <Anchor href={termsUrl} target="_blank" rel="noreferrer" inherit>{t.termsLink}</Anchor></>}
        />
        <Button type="submit" loading={loading}>{t.create}</Button>
      </Stack>
    </form>
  );
}
