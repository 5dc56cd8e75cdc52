import { useLazyQuery, useMutation } from '@apollo/client/react';
import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { SupportAddressDocument, SupportUnblockAddressDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Fact } from '../../ui/fact';
import { HelpBadge } from '../../ui/help-badge';
import { Deadline } from '../../ui/moment';
import { type Address, AddressEvents, AddressMails } from './address-record';
import { LookUp } from './look-up';
import { type Reason, useAct } from './use-act';

const t = texts.support.address;

/** What became of mail to an address, and its unblocking (SUP-2). */
export function AddressPanel({ reason }: { reason: Reason }) {
  const [ask, { data, error, loading, refetch }] = useLazyQuery(SupportAddressDocument, { fetchPolicy: 'network-only' });
  const address = data?.support?.address;
  return (
    <LookUp
      label={t.email} isEmail isBusy={loading} error={error?.message} isMissing={!loading && data !== undefined && !address}
      onAsk={(email) => void ask({ variables: { email } })} onOther={reason.clear}
    >
      {address && <Found key={address.email} address={address} reason={reason} onChanged={() => void refetch()} />}
    </LookUp>
  );
}

function Found({ address, reason, onChanged }: { address: Address; reason: Reason; onChanged: () => void }) {
  const { email, blocked, blockedAt, bounceCount, complaintCount, events, mails } = address;
  const [fault, setFault] = useState<string | null>(null);
  const [change] = useMutation(SupportUnblockAddressDocument);
  const { act, errors, isBusy } = useAct(reason, ['email']);
  const unblock = async () => {
    let providerFault: string | null = null;
    const isDone = await act(async () => {
      const outcome = (await change({ variables: { input: { email, reason: reason.text } } })).data?.supportUnblockAddress;
      providerFault = outcome?.providerFault ?? null;
      return outcome;
    }, t.unblocked(email));
    setFault(providerFault);
    if (isDone) onChanged();
  };
  const refusal = errors[''] ?? errors.email;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={600} className="wrap">{email}</Text>
        {blocked
          ? <HelpBadge filled tone="red" label={t.blocked} help={t.blockedHelp} />
          : <HelpBadge tone="green" label={t.open} help={t.openHelp} />}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Fact label={t.bounces}>{bounceCount}</Fact>
        <Fact label={t.complaints}>{complaintCount}</Fact>
        <Fact label={t.since}>{blockedAt ? <Deadline at={blockedAt} /> : texts.none}</Fact>
      </SimpleGrid>
      {refusal && <Alert color="red" role="alert">{refusal}</Alert>}
      {fault && <Alert color="orange" role="alert">{t.providerFault(fault)}</Alert>}
      {blocked || bounceCount + complaintCount > 0 || fault
        ? <Group><Button loading={isBusy} onClick={() => void unblock()}>{t.unblock}</Button></Group>
        : <Text size="sm" className="quiet">{t.nothing}</Text>}
      <AddressEvents events={events} />
      <AddressMails mails={mails} />
    </Stack>
  );
}
