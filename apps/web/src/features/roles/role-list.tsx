import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Box, Group } from '@mantine/core';
import { Link } from 'react-router';
import { type RoleRowFragment, RolesDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { FailedState, LoadingRows } from '../../ui/states';

const t = texts.roles;

const allowed = ({ isAdmin, permissions }: RoleRowFragment) =>
  isAdmin ? t.allowsAll : permissions.length === 0 ? t.allowsNothing : t.allowsSome(permissions.length);

const assigners = ({ isAdmin, assignableBy }: RoleRowFragment) =>
  isAdmin ? t.assignersNone : assignableBy && (assignableBy.map(({ name }) => name).join(', ') || t.assignersNone);

/** Every role with what it allows and how many hold it. */
export function RoleList({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(RolesDocument, { variables: { slug } });
  const roles = data?.projectSpace?.roles;
  if (error && !roles) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!roles) return <Box className="panel"><LoadingRows label={texts.loading} /></Box>;
  return (
    <Box className="panel">
      <table className="rows" aria-label={t.title}>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.allows}</th>
            <th scope="col">{t.assigners}</th>
            <th scope="col">{t.members}</th>
            <th scope="col">{t.invitations}</th>
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <tr key={role.id}>
              <td className="wrap">
                <Group gap={8}>
                  <Anchor component={Link} to={paths.role(slug, role.id)} fw={600} size="sm">{role.name}</Anchor>
                  {role.isPreset && <Badge size="sm" variant="light" color="gray">{t.preset}</Badge>}
                  {role.ownLocationsOnly && <Badge size="sm" variant="light">{t.limited}</Badge>}
                </Group>
                {role.description && <span className="quiet">{role.description}</span>}
              </td>
              <td data-label={t.allows}>{allowed(role)}</td>
              <td data-label={t.assigners} className="wrap">{assigners(role) ?? <span className="quiet">{t.assignersOff}</span>}</td>
              <td data-label={t.members}>{role.memberCount.toLocaleString()}</td>
              <td data-label={t.invitations}>{role.invitationCount.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
