import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { VerifyTwoFactorDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { useLastRequest } from './last-request';
import { useSession } from './session';
import { supportLink } from './support-link';

interface SecondStepFormProps {
  challenge: string;
  onDone: () => Promise<void>;
  /** Back to the password, with why where it is needed anew. */
  onBeginAgain: (reason: string | null) => void;
}

const t = texts.secondStep;

/** The second step, on the page of the first: a code of the device, or a backup code (TFA-1, TFA-2). */
export function SecondStepForm({ challenge, onDone, onBeginAgain }: SecondStepFormProps) {
  const { site } = useSession();
  const lastRequest = useLastRequest();
  const [isBackup, setIsBackup] = useState(false);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [verify, { loading }] = useMutation(VerifyTwoFactorDocument);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(
      async () => (await verify({ variables: { input: { challenge, code } } })).data?.verifyTwoFactor, texts.failed.change);
    const expired = refusals.find((refusal) => refusal.code === 'CHALLENGE_EXPIRED');
    if (expired) return onBeginAgain(expired.message);
    setErrors(errorsByField(refusals, ['code']));
    if (refusals.length > 0) return focusFirstError(form.current);
    await onDone();
  };
  const change = (toBackup: boolean) => {
    setIsBackup(toBackup);
    setCode('');
    setErrors({});
  };

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Title order={2}>{t.title}</Title>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <TextInput
          key={String(isBackup)} label={isBackup ? t.backupCode : t.code} description={isBackup ? t.detailBackup : t.detail}
          name="code" autoComplete="one-time-code" inputMode={isBackup ? 'text' : 'numeric'} autoCapitalize="none" spellCheck={false}
          required autoFocus value={code} error={errors.code} onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={loading} fullWidth>{t.submit}</Button>
        <Anchor component="button" type="button" size="sm" onClick={() => change(!isBackup)}>{isBackup ? t.toDevice : t.toBackup}</Anchor>
        {site.supportContact && (
          <Text size="sm" ta="center">
            {t.lost} <Anchor href={supportLink(site.supportContact, t.lostSubject, lastRequest)} className="wrap">{`${t.contact}: ${site.supportContact}`}</Anchor>
          </Text>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => onBeginAgain(null)}>{t.again}</Anchor>
      </Stack>
    </form>
  );
}
