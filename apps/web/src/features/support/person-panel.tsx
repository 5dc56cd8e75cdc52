import { useLazyQuery, useMutation } from '@apollo/client/react';
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import {
  SupportResetTwoFactorDocument, SupportSetAccountActiveDocument, SupportWebUserDocument, type SupportWebUserQuery,
} from '../../gql/graphql';
import { texts } from '../../texts';
import { Fact } from '../../ui/fact';
import { ConfirmAct } from './confirm-act';
import { LookUp } from './look-up';
import { type Reason, useAct } from './use-act';

const t = texts.support.person;

type Person = NonNullable<NonNullable<SupportWebUserQuery['support']>['webUser']>;

export function PersonPanel({ reason }: { reason: Reason }) {
  const [ask, { data, error, loading, refetch }] = useLazyQuery(SupportWebUserDocument, { fetchPolicy: 'network-only' });
  const person = data?.support?.webUser;
  return (
    <LookUp
      label={t.email} isEmail isBusy={loading} error={error?.message} isMissing={!loading && data !== undefined && !person}
      onAsk={(email) => void ask({ variables: { email } })} onOther={reason.clear}
    >
      {person && <Found key={person.id} person={person} reason={reason} onChanged={() => void refetch()} />}
    </LookUp>
  );
}

function Found({ person, reason, onChanged }: { person: Person; reason: Reason; onChanged: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [identityVerifiedBy, setVerified] = useState('');
  const [setActive] = useMutation(SupportSetAccountActiveDocument);
  const [reset] = useMutation(SupportResetTwoFactorDocument);
  const { act, errors, isBusy } = useAct(reason, ['identityVerifiedBy']);
  const { id: webUserId, email, username, deactivated, twoFactorEnabled, projectSpaceSlugs } = person;
  const change = async () => {
    const input = { webUserId, active: deactivated, reason: reason.text };
    const isDone = await act(
      async () => (await setActive({ variables: { input } })).data?.supportSetAccountActive, t.changed(email, deactivated));
    if (isDone) onChanged();
  };
  const takeAway = async () => {
    const input = { webUserId, identityVerifiedBy, reason: reason.text };
    const isDone = await act(
      async () => (await reset({ variables: { input } })).data?.supportResetTwoFactor, t.resetDone(email));
    if (isDone) onChanged();
  };
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <Fact label={t.username}><span className="wrap">{username}</span></Fact>
        <Fact label={t.mail}><span className="wrap">{email}</span></Fact>
        <Fact label={t.state}>{deactivated ? t.deactivated : t.active}</Fact>
        <Fact label={t.twoFactor}>{twoFactorEnabled ? texts.support.yes : texts.support.no}</Fact>
        <Fact label={t.spaces}><span className="wrap">{projectSpaceSlugs.join(', ') || texts.none}</span></Fact>
      </SimpleGrid>
      {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
      <Group>
        {deactivated
          ? <Button variant="default" loading={isBusy} onClick={() => void change()}>{t.reactivate}</Button>
          : <Button variant="default" onClick={() => setAsking(true)}>{t.deactivate}</Button>}
      </Group>
      {isAsking && (
        <ConfirmAct
          title={t.deactivateTitle(email)} detail={t.deactivateDetail} submit={t.deactivate} isBusy={isBusy}
          onConfirm={change} onClose={() => setAsking(false)}
        />
      )}
      {twoFactorEnabled && (
        <Stack gap="xs" maw={520}>
          <Title order={3}>{t.reset}</Title>
          <TextInput
            label={t.verified} required value={identityVerifiedBy} error={errors.identityVerifiedBy} autoComplete="off"
            onChange={(event) => setVerified(event.currentTarget.value)}
          />
          <Text size="sm" className="quiet">{t.resetDetail}</Text>
          <Group><Button variant="default" loading={isBusy} onClick={() => void takeAway()}>{t.resetSubmit}</Button></Group>
        </Stack>
      )}
    </Stack>
  );
}
