import { useQuery } from '@apollo/client/react';
import { IconShieldOff } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { RoleEditor } from '../features/roles/role-editor';
import { RolesDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { FailedState, LoadingRows, StatePicture } from '../ui/states';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.roles;

export const NewRolePage = () => <Editor />;

export function RolePage() {
  const { roleId = '' } = useParams();
  return <Editor key={roleId} roleId={roleId} />;
}

function Editor({ roleId }: { roleId?: string }) {
  const { role: ownRole, projectSpace: { id, slug, name, plan, usesLocations, viewerPermissions, viewerArea } } = useOwnMembership();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(RolesDocument, { variables: { slug } });
  const roles = data?.projectSpace?.roles;
  const role = roles?.find((one) => one.id === roleId);
  const title = role?.name ?? (roleId ? t.title : t.newTitle);
  const canMake = viewerPermissions.includes('EDIT_ROLES') && plan !== 'COMMUNITY';
  return (
    <Page
      title={title} product={texts.product} crumbsLabel={texts.frame.crumbs}
      crumbs={crumbsOf(name, texts.frame.users, t.title, { listPath: paths.roles(slug), label: title })}
    >
      {error && !roles && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !roles && <LoadingRows label={texts.loading} />}
      {roles && roleId && !role && (
        <StatePicture icon={<IconShieldOff aria-hidden />} tone="gray" title={t.gone}>{t.goneDetail}</StatePicture>
      )}
      {roles && (role || !roleId) && (
        <RoleEditor
          space={{ id, usesLocations, viewerPermissions, isLimited: viewerArea !== null && viewerArea !== undefined }} role={role} roles={roles}
          isAdmin={ownRole.isAdmin} canEdit={role ? role.viewerCanEdit : canMake} onDone={() => void navigate(paths.roles(slug))}
        />
      )}
    </Page>
  );
}
