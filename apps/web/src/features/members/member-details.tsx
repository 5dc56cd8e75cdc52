import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Box, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { MemberDocument, type MemberQuery } from '../../gql/graphql';
import { texts } from '../../texts';
import { Fact } from '../../ui/fact';
import { HelpBadge } from '../../ui/help-badge';
import { Day, Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { errorsByField, focusFirstError } from '../../ui/user-errors';
import { EndDialog } from './end-dialogs';
import { useMemberChanges } from './use-member-changes';
import { useSelfReason } from './use-self-reason';

const t = texts.member;

type MemberData = NonNullable<NonNullable<MemberQuery['projectSpace']>['membership']>;
export type MemberAssignment = { roleId: string; locations: MemberData['locations'] };

interface FieldsProps {
  value: MemberAssignment;
  onChange: (value: MemberAssignment) => void;
  errors: Record<string, string>;
  present: { id: string; name: string };
  /** ROL-7: where they are also elsewhere, only locations can be changed. */
  roleLocked: boolean;
}

interface MemberDetailsProps {
  slug: string;
  spaceName: string;
  membershipId: string;
  isSelf: boolean;
  canEdit: boolean;
  supportContact?: string | null;
  usesLocations: boolean;
  renderFields: (props: FieldsProps) => ReactNode;
  onRemoved: () => void;
}

export function MemberDetails(props: MemberDetailsProps) {
  const { slug, membershipId } = props;
  const { data, error, loading, refetch } = useQuery(MemberDocument, { variables: { slug, id: membershipId } });
  const member = data?.projectSpace?.membership;
  if (member) return <Loaded key={member.id} member={member} {...props} />;
  if (error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (loading) return <LoadingRows label={texts.loading} />;
  return <StatePicture icon={<IconUserOff aria-hidden />} tone="gray" title={t.gone}>{t.goneDetail}</StatePicture>;
}

function Loaded(props: MemberDetailsProps & { member: MemberData }) {
  const { slug, spaceName, member, isSelf, canEdit, supportContact, usesLocations, renderFields, onRemoved } = props;
  const [value, setValue] = useState<MemberAssignment>({ roleId: member.role.id, locations: member.locations });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [ending, setEnding] = useState<'remove' | 'deactivate' | null>(null);
  const { change, setActive } = useMemberChanges();
  const selfReason = useSelfReason(slug, supportContact);
  const form = useRef<HTMLFormElement>(null);
  const { webUser } = member;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refusals = await change(
      member, { ...(member.viewerCanRemove && { roleId: value.roleId }), locationIds: value.locations.map(({ id }) => id) }, t.saved);
    setBusy(false);
    setErrors(errorsByField(refusals, ['roleId', 'locationIds']));
    if (refusals.length > 0) focusFirstError(form.current);
  };
  const reason = isSelf ? t.selfNote : canEdit ? texts.members.notAllowed : texts.members.viewOnly;
  return (
    <Stack>
      <Box className="panel" p="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          <Fact label={t.email}>
            {webUser.email}{' '}
            {webUser.undeliverable && (
              <HelpBadge filled tone="red" label={texts.delivery.blocked} help={texts.delivery.blockedHelp(supportContact)} />
            )}
          </Fact>
          {webUser.username !== webUser.email && <Fact label={t.username}>{webUser.username}</Fact>}
          <Fact label={t.state}>
            <Badge variant="light" color={member.active ? 'green' : 'orange'}>
              {member.active ? texts.members.active : texts.members.deactivated}
            </Badge>
          </Fact>
          <Fact label={t.joined}><Moment at={member.joinedAt} /></Fact>
          <Fact label={texts.members.lastAccess}>{member.lastAccessDate ? <Day on={member.lastAccessDate} /> : texts.never}</Fact>
          <Fact label={texts.members.lastSignIn}>{webUser.lastLogin ? <Moment at={webUser.lastLogin} /> : texts.never}</Fact>
          <Fact label={texts.members.factor}>{webUser.twoFactorEnabled ? texts.members.factorOn : texts.members.factorOff}</Fact>
          <Fact label={t.sent}>{member.sentInvitationCount}</Fact>
        </SimpleGrid>
      </Box>
      <Box className="panel" p="md">
        <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
          <Stack maw={520}>
            {!member.viewerCanEdit && <Alert color="gray" variant="light">{reason}</Alert>}
            {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
            {member.viewerCanEdit
              ? renderFields({ value, onChange: setValue, errors, present: member.role, roleLocked: !member.viewerCanRemove })
              : <AssignmentFacts member={member} usesLocations={usesLocations} />}
            {member.viewerCanEdit && <Group><Button type="submit" loading={isBusy}>{t.save}</Button></Group>}
          </Stack>
        </form>
      </Box>
      {canEdit && (
        <Group>
          {member.active
            ? <Button variant="default" disabled={!member.viewerCanRemove} onClick={() => setEnding('deactivate')}>{texts.members.deactivate}</Button>
            : <Button variant="default" disabled={!member.viewerCanRemove} onClick={() => void setActive(member, true, false)}>{texts.members.reactivate}</Button>}
          <Button color="red" variant="light" disabled={!member.viewerCanRemove} onClick={() => setEnding('remove')}>{texts.members.remove}</Button>
          {!member.viewerCanRemove && <Text size="sm" className="quiet">{isSelf ? selfReason : texts.members.notAllowed}</Text>}
        </Group>
      )}
      {ending && (
        <EndDialog
          slug={slug} spaceName={spaceName} member={member} kind={ending} onClose={() => setEnding(null)}
          onDone={ending === 'remove' ? onRemoved : undefined}
        />
      )}
    </Stack>
  );
}

/** What one may look at, but not change. */
function AssignmentFacts({ member: { role, locations }, usesLocations }: { member: MemberData; usesLocations: boolean }) {
  return (
    <>
      <Fact label={texts.members.role}>{role.name}</Fact>
      {usesLocations && <Fact label={texts.members.locations}>{locations.map(({ name }) => name).join(', ') || texts.none}</Fact>}
    </>
  );
}
