import { useMutation } from '@apollo/client/react';
import { Alert, Box, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { UpdateInvitationDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.invitation.correct;

interface CorrectAddressProps {
  slug: string;
  invitation: { id: string; email: string };
}

/** One step for an undeliverable invitation: a new one takes its place and is mailed (INV-17). */
export function CorrectAddress({ slug, invitation }: CorrectAddressProps) {
  const [email, setEmail] = useState(invitation.email);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [update, { loading }] = useMutation(UpdateInvitationDocument);
  const { show } = useMessages();
  const navigate = useNavigate();
  const heading = useId();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    let corrected: { id: string; email: string } | null | undefined;
    const refusals = await refusalsOf(async () => {
      const { data } = await update({ variables: { input: { invitationId: invitation.id, email } } });
      corrected = data?.updateInvitation.invitation;
      return data?.updateInvitation;
    }, texts.failed.change);
    setErrors(errorsByField(refusals, ['email']));
    if (!corrected) return focusFirstError(form.current);
    show({ tone: 'success', text: t.done(corrected.email) });
    return await navigate(paths.invitation(slug, corrected.id), { replace: true });
  };
  return (
    <Box component="section" className="panel" p="md" aria-labelledby={heading}>
      <Title order={2} id={heading} mb="xs">{t.title}</Title>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack maw={520}>
          <Text size="sm" className="quiet">{t.detail}</Text>
          {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
          <TextInput
            label={t.email} type="email" required autoComplete="off" value={email} error={errors.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Group><Button type="submit" variant="default" loading={loading}>{t.submit}</Button></Group>
        </Stack>
      </form>
    </Box>
  );
}
