import { useMutation } from '@apollo/client/react';
import { Alert, Box, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { type InviteWebUsersMutation, InviteWebUsersDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { useMessages } from '../../ui/messages';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { AddressHint } from './address-hint';
import { typedAddresses } from './typed-addresses';

const t = texts.invite;

interface NewAssignment {
  roleId: string;
  locations: { id: string; code: string; name: string }[];
}

interface InviteFormProps {
  slug: string;
  projectSpaceId: string;
  email: string;
  supportContact?: string | null;
  renderFields: (props: {
    value: NewAssignment; onChange: (value: NewAssignment) => void; errors: Record<string, string>;
  }) => ReactNode;
}

type Outcome = InviteWebUsersMutation['inviteWebUsers']['outcomes'][number];
/** Told beside their address, where there are several. */
const isOfAddress = ({ field }: { field?: readonly string[] | null }) => field?.includes('emails') ?? false;
const isRefused = ({ userErrors }: Outcome) => userErrors.length > 0;

/** Stays open for the next one; what was refused stays in the field, so that nothing typed is lost. */
export function InviteForm({ slug, projectSpaceId, email, supportContact, renderFields }: InviteFormProps) {
  const [emails, setEmails] = useState(email);
  const [assignment, setAssignment] = useState<NewAssignment>({ roleId: '', locations: [] });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [invite, { loading }] = useMutation(InviteWebUsersDocument);
  const { show, clear } = useMessages();
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    clear();
    const typed = typedAddresses(emails);
    const input = {
      projectSpaceId, emails: typed.length > 0 ? typed : [''], roleId: assignment.roleId,
      locationIds: assignment.locations.map(({ id }) => id),
    };
    const { data } = await invite({ variables: { input } }).catch(() => ({ data: null }));
    const answer = data?.inviteWebUsers ?? { outcomes: [], userErrors: [{ code: '', message: texts.failed.change, field: null }] };
    const refused = answer.outcomes.filter(isRefused);
    const refusals = [...answer.userErrors, ...refused.flatMap(({ userErrors }) => userErrors)];
    const ofOutcomes = refused.flatMap(({ userErrors }) => userErrors).filter((one) => typed.length === 1 || !isOfAddress(one));
    setErrors(errorsByField([...answer.userErrors, ...ofOutcomes], ['emails', 'roleId', 'locationIds']));
    setOutcomes(typed.length > 1 ? answer.outcomes : []);
    const sent = answer.outcomes.length - refused.length;
    if (sent > 0) {
      const [only] = answer.outcomes;
      const text = answer.outcomes.length === 1 && only?.invitation
        ? t.sent(only.invitation.email) : t.someSent(sent, answer.outcomes.length);
      show({ tone: refused.length > 0 ? 'failure' : 'success', text });
      setEmails(refused.map((outcome) => outcome.email).join('\n'));
    }
    if (refusals.length > 0) focusFirstError(form.current);
    else form.current?.querySelector('textarea')?.focus();
  };

  return (
    <Box className="panel" p="md">
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack maw={560}>
          {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
          <div>
            <Textarea
              label={t.emails} description={t.emailsHelp} inputWrapperOrder={['label', 'input', 'description', 'error']} required
              autosize minRows={1} maxRows={8} autoFocus value={emails} error={errors.emails} inputMode="email" autoComplete="off"
              spellCheck={false} onChange={(event) => setEmails(event.currentTarget.value)}
            />
            <AddressHint slug={slug} supportContact={supportContact} typed={emails} onTake={setEmails} />
          </div>
          {renderFields({ value: assignment, onChange: setAssignment, errors })}
          <Group><Button type="submit" loading={loading}>{t.submit}</Button></Group>
        </Stack>
      </form>
      {outcomes.length > 0 && (
        <List mt="md" size="sm" spacing={4} aria-label={t.outcomes}>
          {outcomes.map((outcome) => (
            <List.Item key={outcome.invitation?.id ?? `${outcome.email} ${outcome.userErrors[0]?.code}`} className="wrap">
              <Text span size="sm" fw={600}>{outcome.email}</Text>:{' '}
              {isRefused(outcome) ? outcome.userErrors.map(({ message }) => message).join(' ') : t.outcomeSent}
            </List.Item>
          ))}
        </List>
      )}
    </Box>
  );
}
