import { Alert } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { AssignmentFields } from '../features/assignment/assignment-fields';
import { InviteForm } from '../features/invite/invite-form';
import { useSession } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.invite;

export function InvitePage() {
  const { projectSpace: { id, slug, name, usesLocations, viewerPermissions } } = useOwnMembership();
  const { site } = useSession();
  const [query] = useSearchParams();
  const canEdit = viewerPermissions.includes('EDIT_WEB_USERS');
  return (
    <Page
      title={t.title} product={texts.product} crumbsLabel={texts.frame.crumbs}
      crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: t.title })}
    >
      {canEdit ? (
        <InviteForm
          slug={slug} projectSpaceId={id} email={query.get('email') ?? ''} supportContact={site.supportContact}
          renderFields={(props) => <AssignmentFields slug={slug} usesLocations={usesLocations} rolesPath={paths.roles(slug)} {...props} />}
        />
      ) : <Alert color="yellow">{t.noEdit}</Alert>}
    </Page>
  );
}
