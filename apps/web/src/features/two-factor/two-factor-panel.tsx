import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { DisableTwoFactorDocument, RegenerateBackupCodesDocument, TwoFactorDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { focusAgain } from '../../ui/focus';
import { useMessages } from '../../ui/messages';
import { FailedState, LoadingRows } from '../../ui/states';
import { BackupCodes } from './backup-codes';
import { CodeForm } from './code-form';
import { SetUp } from './set-up';

const t = texts.twoFactor;
const FEW = 3;

interface TwoFactorPanelProps {
  email: string;
  /** The project spaces that close when it is turned off (TFA-3). */
  closing: readonly string[];
  /** Told when two-factor has come on and its codes are saved, or has gone off. */
  onChanged: () => void;
}

/** One's own second factor: set up, turned off, backup codes made anew (TFA-1, TFA-2, TFA-4). */
export function TwoFactorPanel({ email, closing, onChanged }: TwoFactorPanelProps) {
  const { data, error, refetch } = useQuery(TwoFactorDocument);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const status = data?.viewer?.twoFactor;
  const finish = async () => {
    await refetch();
    setCodes(null);
    focusAgain(null);
    onChanged();
  };
  if (codes) return <BackupCodes codes={codes} email={email} onDone={() => void finish()} />;
  if (!status && error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!status) return <LoadingRows label={texts.loading} count={2} />;
  if (!status.enabled) return <Stack><Text>{t.off}</Text><SetUp onCodes={setCodes} /></Stack>;
  const change = async () => {
    await refetch();
    onChanged();
  };
  return <WhenOn codesLeft={status.backupCodesLeft} closing={closing} onCodes={setCodes} onChanged={() => void change()} />;
}

interface WhenOnProps {
  closing: readonly string[];
  codesLeft: number;
  onCodes: (codes: readonly string[]) => void;
  onChanged: () => void;
}

function WhenOn({ codesLeft, closing, onCodes, onChanged }: WhenOnProps) {
  const [open, setOpen] = useState<'off' | 'renew' | null>(null);
  const [disable] = useMutation(DisableTwoFactorDocument);
  const [regenerate] = useMutation(RegenerateBackupCodesDocument);
  const { show } = useMessages();
  const close = () => setOpen(null);
  const turnOff = async (input: { code: string; password: string }) => {
    const refusals = await refusalsOf(async () => (await disable({ variables: { input } })).data?.disableTwoFactor, texts.failed.change);
    if (refusals.length === 0) {
      show({ tone: 'success', text: t.turnedOff });
      onChanged();
    }
    return refusals;
  };
  const renew = async ({ code }: { code: string }) => await refusalsOf(async () => {
    const { data } = await regenerate({ variables: { input: { code } } });
    if (data?.regenerateBackupCodes.backupCodes) onCodes(data.regenerateBackupCodes.backupCodes);
    return data?.regenerateBackupCodes;
  }, texts.failed.change);
  return (
    <Stack>
      <Text>{t.on} {t.codesLeft(codesLeft)} {codesLeft < FEW && t.fewCodes}</Text>
      <Group gap="sm">
        <Button variant="default" onClick={() => setOpen('renew')}>{t.renew}</Button>
        <Button variant="default" color="red" onClick={() => setOpen('off')}>{t.turnOff}</Button>
      </Group>
      {open === 'renew' && <CodeForm title={t.renew} detail={t.renewDetail} submit={t.renew} act={renew} onClose={close} />}
      {open === 'off' && (
        <CodeForm title={t.turnOffTitle} detail={t.turnOffDetail(closing)} submit={t.turnOff} withPassword act={turnOff} onClose={close} />
      )}
    </Stack>
  );
}
