import { useLazyQuery, useMutation } from '@apollo/client/react';
import { Alert, Badge, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import {
  type SoftwarePlan, SupportProjectSpaceDocument, type SupportProjectSpaceQuery, SupportRemoveAdminDocument, SupportSetPlanDocument,
} from '../../gql/graphql';
import { texts } from '../../texts';
import { ConfirmAct } from './confirm-act';
import { LookUp } from './look-up';
import { type Reason, useAct } from './use-act';

const t = texts.support.space;
const PLANS: SoftwarePlan[] = ['COMMUNITY', 'STANDARD', 'PRO', 'ADVANCED', 'ENTERPRISE'];

type Space = NonNullable<NonNullable<SupportProjectSpaceQuery['support']>['projectSpace']>;
type Admin = Space['admins'][number];

export function SpacePanel({ reason }: { reason: Reason }) {
  const [ask, { data, error, loading, refetch }] = useLazyQuery(SupportProjectSpaceDocument, { fetchPolicy: 'network-only' });
  const space = data?.support?.projectSpace;
  return (
    <LookUp
      label={t.slug} isBusy={loading} error={error?.message} isMissing={!loading && data !== undefined && !space}
      onAsk={(slug) => void ask({ variables: { slug } })} onOther={reason.clear}
    >
      {space && (
        <Stack key={space.id} gap="md">
          <Text fw={600} className="wrap">{space.name}</Text>
          <Plan space={space} reason={reason} />
          <Admins space={space} reason={reason} onChanged={() => void refetch()} />
        </Stack>
      )}
    </LookUp>
  );
}

function Plan({ space, reason }: { space: Space; reason: Reason }) {
  const [plan, setPlan] = useState<SoftwarePlan>(space.plan);
  const [change] = useMutation(SupportSetPlanDocument);
  const { act, errors, isBusy } = useAct(reason, ['plan']);
  const submit = async () => {
    const input = { projectSpaceId: space.id, plan, reason: reason.text };
    await act(async () => (await change({ variables: { input } })).data?.supportSetPlan, t.planDone(space.name));
  };
  return (
    <>
      {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t.plan} data={PLANS} value={plan} error={errors.plan}
          onChange={(event) => setPlan(PLANS.find((one) => one === event.currentTarget.value) ?? plan)}
        />
        <Button variant="default" loading={isBusy} onClick={() => void submit()}>{t.setPlan}</Button>
      </Group>
    </>
  );
}

function Admins({ space, reason, onChanged }: { space: Space; reason: Reason; onChanged: () => void }) {
  const [removing, setRemoving] = useState<Admin | null>(null);
  const [replacementEmail, setReplacement] = useState('');
  const [remove] = useMutation(SupportRemoveAdminDocument);
  const { act, errors, isBusy } = useAct(reason, ['replacementEmail']);
  const submit = async ({ membershipId, email }: Admin) => {
    const input = { membershipId, replacementEmail: replacementEmail.trim() || null, reason: reason.text };
    const isDone = await act(
      async () => (await remove({ variables: { input } })).data?.supportRemoveAdmin, t.removed(email));
    if (!isDone) return;
    setReplacement('');
    onChanged();
  };
  return (
    <Stack gap="sm">
      <Title order={3}>{t.admins}</Title>
      {space.admins.length === 0 && <Text className="quiet">{t.noAdmins}</Text>}
      {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
      {space.admins.length > 0 && (
        <TextInput
          label={t.replacement} description={t.replacementDetail} type="email" autoComplete="off" maw={520}
          value={replacementEmail} error={errors.replacementEmail} onChange={(event) => setReplacement(event.currentTarget.value)}
        />
      )}
      {space.admins.map((admin) => (
        <Group key={admin.membershipId} justify="space-between" gap="sm">
          <Group gap="xs">
            <span className="wrap">{admin.email}</span>
            {!admin.active && <Badge variant="light" color="gray" tt="none">{t.inactive}</Badge>}
          </Group>
          <Button size="xs" variant="default" aria-label={t.remove(admin.email)} onClick={() => setRemoving(admin)}>{t.removeLabel}</Button>
        </Group>
      ))}
      {removing && (
        <ConfirmAct
          title={t.removeTitle(removing.email, space.name)} detail={t.removeDetail(replacementEmail.trim())} submit={t.removeLabel} isBusy={isBusy}
          onConfirm={() => submit(removing)} onClose={() => setRemoving(null)}
        />
      )}
    </Stack>
  );
}
