import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { UpdateProfileDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.account;

interface NameFormProps {
  firstName: string;
  lastName: string;
}

export function NameForm(given: NameFormProps) {
  const [name, setName] = useState(given);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [update, { loading }] = useMutation(UpdateProfileDocument);
  const { show } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(
      async () => (await update({ variables: { input: name } })).data?.updateProfile, texts.failed.change);
    setErrors(errorsByField(refusals, ['firstName', 'lastName']));
    if (refusals.length > 0) focusFirstError(form.current);
    else show({ tone: 'success', text: t.saved });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw={440}>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <TextInput
          label={t.firstName} autoComplete="given-name" required value={name.firstName} error={errors.firstName}
          onChange={(event) => setName({ ...name, firstName: event.currentTarget.value })}
        />
        <TextInput
          label={t.lastName} autoComplete="family-name" required value={name.lastName} error={errors.lastName}
          onChange={(event) => setName({ ...name, lastName: event.currentTarget.value })}
        />
        <Group><Button type="submit" loading={loading}>{texts.save}</Button></Group>
      </Stack>
    </form>
  );
}
