import { IconLock } from '@tabler/icons-react';
import { Outlet, useOutletContext, useParams } from 'react-router';
import { Frame } from '../features/frame/frame';
import { PersonMenu } from '../features/session/person-menu';
import { type OwnMembership, useViewer } from '../features/session/session';
import { SpaceMenu } from '../features/session/space-menu';
import { texts } from '../texts';
import { StatePicture } from '../ui/states';

const menusFor = (slug: string | null) => <><SpaceMenu slug={slug} /><PersonMenu /></>;

/** The frame of one's own pages. */
export function OwnFrame() {
  return <Frame slug={null} menus={menusFor(null)}><Outlet /></Frame>;
}

/** The frame of a project space, for those who belong to it. */
export function SpaceFrame() {
  const { slug = '' } = useParams();
  const membership = useViewer().memberships.find(({ projectSpace }) => projectSpace.slug === slug);
  if (!membership) {
    return (
      <Frame slug={null} menus={menusFor(null)}>
        <StatePicture icon={<IconLock aria-hidden />} tone="gray" order={1} title={texts.noAccess.title}>
          {texts.noAccess.detail}
        </StatePicture>
      </Frame>
    );
  }
  return <Frame slug={slug} menus={menusFor(slug)}><Outlet key={slug} context={membership} /></Frame>;
}

/** What the viewer is in the project space of this page. */
export function useOwnMembership(): OwnMembership {
  return useOutletContext<OwnMembership>();
}
