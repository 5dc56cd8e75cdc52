import { useParams } from 'react-router';
import { AssignmentFields } from '../features/assignment/assignment-fields';
import { InvitationDetails } from '../features/invitations/invitation-details';
import { useSession } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

export function InvitationPage() {
  const { projectSpace: { id, slug, name, usesLocations } } = useOwnMembership();
  const { site } = useSession();
  const { invitationId = '' } = useParams();
  const { title } = texts.accept;
  return (
    <Page
      title={title} product={texts.product} crumbsLabel={texts.frame.crumbs}
      crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: title })}
    >
      <InvitationDetails
        slug={slug} projectSpaceId={id} invitationId={invitationId} supportContact={site.supportContact}
        renderFields={(props) => <AssignmentFields slug={slug} usesLocations={usesLocations} {...props} />}
      />
    </Page>
  );
}
