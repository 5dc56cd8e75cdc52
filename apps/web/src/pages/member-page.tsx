import { useNavigate, useParams } from 'react-router';
import { AssignmentFields } from '../features/assignment/assignment-fields';
import { MemberDetails } from '../features/members/member-details';
import { PersonHistory } from '../features/history/person-history';
import { usePerson } from '../features/members/use-person';
import { useSession } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

export function MemberPage() {
  const own = useOwnMembership();
  const { site } = useSession();
  const { slug, name, usesLocations, viewerPermissions } = own.projectSpace;
  const { membershipId = '' } = useParams();
  const navigate = useNavigate();
  const person = usePerson(slug, membershipId);
  const title = person?.name ?? texts.frame.webUsers;
  return (
    <Page
      title={title} product={texts.product} crumbsLabel={texts.frame.crumbs}
      crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: title })}
    >
      <MemberDetails
        slug={slug} spaceName={name} membershipId={membershipId} isSelf={own.id === membershipId} supportContact={site.supportContact}
        canEdit={viewerPermissions.includes('EDIT_WEB_USERS')} onRemoved={() => void navigate(paths.webUsers(slug))}
        usesLocations={usesLocations}
        renderFields={(props) => <AssignmentFields slug={slug} usesLocations={usesLocations} {...props} />}
      />
      {person && viewerPermissions.includes('VIEW_AUDIT_LOG') && <PersonHistory slug={slug} webUserId={person.webUserId} />}
    </Page>
  );
}
