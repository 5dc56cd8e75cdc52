import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Box, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { InvitationDocument, type InvitationQuery, type InvitationRowFragment, UpdateInvitationDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { Fact } from '../../ui/fact';
import { useMessages } from '../../ui/messages';
import { HelpBadge } from '../../ui/help-badge';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { CorrectAddress } from './correct-address';
import { DeliveryBadge } from '../../ui/delivery-badge';
import { inviterWords } from './inviter-words';
import { DeliveryTimeLine } from './time-line';
import { useInvitationChanges } from './use-invitation-changes';
import { useInvitationsPoll } from './use-invitations-poll';

const t = texts.invitation;

export type InvitationAssignment = { roleId: string; locations: InvitationRowFragment['locations'] };

interface FieldsProps {
  value: InvitationAssignment;
  onChange: (value: InvitationAssignment) => void;
  errors: Record<string, string>;
  present: { id: string; name: string };
  disabled: boolean;
}

interface InvitationDetailsProps {
  slug: string;
  projectSpaceId: string;
  invitationId: string;
  supportContact?: string | null;
  renderFields: (props: FieldsProps) => ReactNode;
}

export function InvitationDetails({ slug, projectSpaceId, invitationId, supportContact, renderFields }: InvitationDetailsProps) {
  const pollInterval = useInvitationsPoll(projectSpaceId);
  const { data, error, loading, refetch } = useQuery(InvitationDocument, {
    variables: { slug, id: invitationId }, pollInterval, context: { queryDeduplication: false },
  });
  const invitation = data?.projectSpace?.invitation;
  if (invitation) {
    return <Loaded key={invitation.id} slug={slug} invitation={invitation} supportContact={supportContact} renderFields={renderFields} />;
  }
  if (error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (loading) return <LoadingRows label={texts.loading} />;
  return <StatePicture icon={<IconMailOff aria-hidden />} tone="gray" title={t.gone}>{t.goneDetail}</StatePicture>;
}

type LoadedProps = Omit<InvitationDetailsProps, 'invitationId' | 'projectSpaceId'> & {
  invitation: NonNullable<NonNullable<InvitationQuery['projectSpace']>['invitation']>;
};

function Loaded({ slug, invitation, supportContact, renderFields }: LoadedProps) {
  const [value, setValue] = useState<InvitationAssignment>({ roleId: invitation.role.id, locations: invitation.locations });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [update, { loading }] = useMutation(UpdateInvitationDocument);
  const { resend } = useInvitationChanges();
  const { show } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { invitationId: invitation.id, roleId: value.roleId, locationIds: value.locations.map(({ id }) => id) };
    const refusals = await refusalsOf(
      async () => (await update({ variables: { input } })).data?.updateInvitation, texts.failed.change);
    setErrors(errorsByField(refusals, ['roleId', 'locationIds']));
    if (refusals.length > 0) return focusFirstError(form.current);
    return show({ tone: 'success', text: t.saved });
  };
  const isUndeliverable = invitation.undeliverable || invitation.deliveryStatus === 'UNDELIVERABLE';
  return (
    <Stack>
      <Box className="panel" p="md">
        <Text component="h2" m={0} mb="sm" fw={650} size="lg" className="wrap">{invitation.email}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <Fact label={t.delivery}><DeliveryBadge status={invitation.deliveryStatus} /></Fact>
          <Fact label={t.sentAt}><Moment at={invitation.lastSentAt} /></Fact>
          <Fact label={t.endsAt}>
            {invitation.status === 'EXPIRED'
              ? <Badge variant="light" color="orange" tt="none">{texts.invitations.expiredRow}</Badge>
              : <Moment at={invitation.expiresAt} />}
          </Fact>
          {invitation.undeliverable && (
            <Fact label={t.address}>
              <HelpBadge filled tone="red" label={texts.delivery.blocked} help={texts.delivery.blockedHelp(supportContact)} />
            </Fact>
          )}
          {invitation.invitedById && <Fact label={t.by}>{inviterWords(invitation)}</Fact>}
        </SimpleGrid>
      </Box>
      {isUndeliverable && invitation.viewerCanEdit && <CorrectAddress slug={slug} invitation={invitation} />}
      <Box className="panel" p="md">
        <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
          <Stack maw={520}>
            {!invitation.viewerCanEdit && <Alert color="gray" variant="light">{texts.invitations.noEdit}</Alert>}
            {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
            {renderFields({ value, onChange: setValue, errors, present: invitation.role, disabled: !invitation.viewerCanEdit })}
            <Group>
              {invitation.viewerCanEdit && <Button type="submit" loading={loading}>{t.save}</Button>}
              <Button variant="default" disabled={!invitation.viewerCanResend} onClick={() => void resend([invitation.id])}>
                {texts.invitations.resend}
              </Button>
            </Group>
          </Stack>
        </form>
      </Box>
      <DeliveryTimeLine events={invitation.deliveryEvents} />
    </Stack>
  );
}
