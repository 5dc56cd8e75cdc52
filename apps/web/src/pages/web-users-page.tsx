import { Button, Group, Stack } from '@mantine/core';
import { IconDownload, IconHistory, IconLock, IconUpload, IconUserPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { WaitingNotice } from '../features/bulk-upload/waiting-notice';
import { LocationsField } from '../features/assignment/assignment-fields';
import { InvitationFunnel } from '../features/funnel/invitation-funnel';
import { InvitationList } from '../features/invitations/invitation-list';
import { FormerMembers } from '../features/members/former-members';
import { MemberList } from '../features/members/member-list';
import { AreaNotice, SingleAdminNotice } from '../features/members/notices';
import { useSession } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { useUrlState } from '../ui/url-state';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.frame;

/** Members above, pending invitations below. */
export function WebUsersPage() {
  const { id, projectSpace: { id: projectSpaceId, slug, name, usesLocations, viewerPermissions, viewerArea } } = useOwnMembership();
  const { site } = useSession();
  const url = useUrlState();
  const canView = viewerPermissions.includes('VIEW_WEB_USERS');
  const canEdit = viewerPermissions.includes('EDIT_WEB_USERS');
  const actions = (
    <Group gap="sm">
      <Button component={Link} to={paths.download(slug)} variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{texts.bulkDownload.title}</Button>
      {canEdit && <Button component={Link} to={paths.upload(slug)} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>{texts.bulkUpload.link}</Button>}
      {canEdit && <Button component={Link} to={paths.invite(slug)} leftSection={<IconUserPlus size={18} aria-hidden />}>{texts.invite.title}</Button>}
    </Group>
  );
  const removed = (
    <Button variant="subtle" size="xs" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => url.set({ removed: 'yes' })}>
      {texts.former.open}
    </Button>
  );
  return (
    <Page title={t.webUsers} product={texts.product} crumbs={crumbsTo(name)} crumbsLabel={t.crumbs} action={canView ? actions : null}>
      {!canView && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{texts.members.noView}</StatePicture>}
      {canView && (
        <Stack gap="lg">
          {!canEdit && <p className="quiet" style={{ margin: 0 }}>{texts.members.viewOnly}</p>}
          {viewerArea && <AreaNotice area={viewerArea} />}
          {canEdit && <WaitingNotice slug={slug} />}
          {!viewerArea && canEdit && <SingleAdminNotice slug={slug} />}
          <InvitationFunnel slug={slug} />
          <MemberList slug={slug} spaceName={name} usesLocations={usesLocations} ownMembershipId={id} canEdit={canEdit}
            supportContact={site.supportContact} aside={removed}
            renderLocations={(props) => <LocationsField slug={slug} {...props} />} />
          <InvitationList slug={slug} projectSpaceId={projectSpaceId} canEdit={canEdit} supportContact={site.supportContact} />
        </Stack>
      )}
      {canView && url.get('removed') === 'yes' && (
        <FormerMembers slug={slug} canEdit={canEdit} onClose={() => url.set({ removed: null })} />
      )}
    </Page>
  );
}
