import { useMutation } from '@apollo/client/react';
import { Alert, Button, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useRef, useState } from 'react';
import { BeginTwoFactorSetupDocument, ConfirmTwoFactorSetupDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.twoFactor;

interface Begun {
  secret: string;
  otpauthUri: string;
}

/** From nothing to a first code confirmed (TFA-1). */
export function SetUp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [begin, { loading }] = useMutation(BeginTwoFactorSetupDocument);
  const start = async () => {
    const { data } = await begin().catch(() => ({ data: null }));
    const { secret, otpauthUri, userErrors } = data?.beginTwoFactorSetup ?? {};
    setProblem(secret ? null : userErrors?.map(({ message }) => message).join(' ') || texts.failed.change);
    if (secret && otpauthUri) setBegun({ secret, otpauthUri });
  };
  if (begun) return <FirstCode {...begun} onCodes={onCodes} />;
  return (
    <Stack>
      {problem && <Alert color="red" role="alert">{problem}</Alert>}
      <Group><Button loading={loading} onClick={() => void start()}>{t.setUp}</Button></Group>
    </Stack>
  );
}

function FirstCode({ secret, otpauthUri, onCodes }: Begun & { onCodes: (codes: readonly string[]) => void }) {
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [confirm, { loading }] = useMutation(ConfirmTwoFactorSetupDocument);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(async () => {
      const { data } = await confirm({ variables: { input: { code } } });
      if (data?.confirmTwoFactorSetup.backupCodes) onCodes(data.confirmTwoFactorSetup.backupCodes);
      return data?.confirmTwoFactorSetup;
    }, texts.failed.change);
    setErrors(errorsByField(refusals, ['code']));
    if (refusals.length > 0) focusFirstError(form.current);
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <Text fw={600}>{t.scan}</Text>
        <QRCodeSVG value={otpauthUri} size={200} marginSize={4} title={t.qrCode} role="img" />
        <div>
          <Text size="sm">{t.typeInstead}</Text>
          <Group gap="sm">
            <Code fz="md" className="wrap">{secret}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => <Button size="xs" variant="default" onClick={copy}>{copied ? t.copied : t.copySecret}</Button>}
            </CopyButton>
          </Group>
        </div>
        <TextInput
          label={t.firstCode} description={t.codeHelp} autoComplete="one-time-code" inputMode="numeric" required maw={280} autoFocus
          value={code} error={errors.code} onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group><Button type="submit" loading={loading}>{t.confirm}</Button></Group>
      </Stack>
    </form>
  );
}
