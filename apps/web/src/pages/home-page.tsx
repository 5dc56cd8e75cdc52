import { IconBuildingCommunity } from '@tabler/icons-react';
import { Navigate } from 'react-router';
import { useViewer } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { useTitle } from '../ui/page';
import { StatePicture } from '../ui/states';
import { Button } from '@mantine/core';
import { Link } from 'react-router';

const t = texts.home;

/** Leads to the first project space that is open, and staff that are in none to their desk; says so where there is neither. */
export function HomePage() {
  useTitle(t.title, texts.product);
  const { memberships, isSupport } = useViewer();
  const first = memberships.find(({ projectSpace }) => !projectSpace.viewerMustSetUpTwoFactor) ?? memberships[0];
  if (first) return <Navigate to={paths.webUsers(first.projectSpace.slug)} replace />;
  if (isSupport) return <Navigate to={paths.support()} replace />;
  const action = <Button component={Link} to={paths.account()} variant="default" mt="xs">{texts.frame.account}</Button>;
  return (
    <StatePicture icon={<IconBuildingCommunity aria-hidden />} order={1} title={t.empty} action={action}>{t.emptyDetail}</StatePicture>
  );
}
