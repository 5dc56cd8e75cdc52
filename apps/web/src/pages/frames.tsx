import { IconHistory, IconKey, IconLock, IconMapPin, IconSettings, IconShieldCheck, IconUsers, IconWebhook } from '@tabler/icons-react';
import { Outlet, useOutletContext, useParams } from 'react-router';
import { Frame, type FrameSection } from '../features/frame/frame';
import { PersonMenu } from '../features/session/person-menu';
import { type OwnMembership, useOpenSpace } from '../features/session/open-space';
import { type OwnPlace, useViewer } from '../features/session/session';
import { SpaceMenu } from '../features/session/space-menu';
import { paths } from '../paths';
import { texts } from '../texts';
import { FailedState, LoadingRows, StatePicture } from '../ui/states';
import { ClosedSpace } from './closed-space';

const menusFor = (slug: string | null) => <><SpaceMenu slug={slug} /><PersonMenu /></>;

/** The frame of one's own pages. */
export function OwnFrame() {
  return <Frame slug={null} menus={menusFor(null)}><Outlet /></Frame>;
}

/** The pages of a project space that the viewer's role opens. */
function sectionsFor({ projectSpace: { slug, usesLocations, viewerPermissions } }: OwnMembership): FrameSection[] {
  const { frame: t, roles, locations, settings, apiKeys, webhooks, history } = texts;
  const may = (...anyOf: typeof viewerPermissions) => anyOf.some((one) => viewerPermissions.includes(one));
  const users = [
    {
      label: t.webUsers, to: paths.webUsers(slug), below: [paths.invitation(slug, '')], icon: <IconUsers size={18} aria-hidden />,
      isShown: true,
    },
    { label: roles.title, to: paths.roles(slug), icon: <IconShieldCheck size={18} aria-hidden />, isShown: may('VIEW_ROLES', 'VIEW_WEB_USERS') },
    {
      label: locations.title, to: paths.locations(slug), icon: <IconMapPin size={18} aria-hidden />,
      isShown: usesLocations && may('VIEW_LOCATIONS', 'VIEW_WEB_USERS'),
    },
  ];
  const project = [
    { label: settings.title, to: paths.settings(slug), icon: <IconSettings size={18} aria-hidden />, isShown: may('EDIT_PROJECT_SETTINGS') },
    { label: apiKeys.title, to: paths.apiKeys(slug), icon: <IconKey size={18} aria-hidden />, isShown: may('MANAGE_INTEGRATIONS') },
    { label: webhooks.title, to: paths.webhooks(slug), icon: <IconWebhook size={18} aria-hidden />, isShown: may('MANAGE_INTEGRATIONS') },
    { label: history.title, to: paths.audit(slug), icon: <IconHistory size={18} aria-hidden />, isShown: may('VIEW_AUDIT_LOG') },
  ];
  return [{ label: t.users, links: users }, { label: t.project, links: project }]
    .map(({ label, links }) => ({ label, links: links.filter(({ isShown }) => isShown) }))
    .filter(({ links }) => links.length > 0);
}

/** The frame of a project space, for those who belong to it: the one place that lets them in, or leads to the set-up (TFA-3). */
export function SpaceFrame() {
  const { slug = '' } = useParams();
  const place = useViewer().memberships.find(({ projectSpace }) => projectSpace.slug === slug);
  if (!place) {
    return (
      <Frame slug={null} menus={menusFor(null)}>
        <StatePicture icon={<IconLock aria-hidden />} tone="gray" order={1} title={texts.noAccess.title}>
          {texts.noAccess.detail}
        </StatePicture>
      </Frame>
    );
  }
  const { name, viewerMustSetUpTwoFactor: isClosed } = place.projectSpace;
  if (isClosed) return <Frame slug={null} menus={menusFor(slug)}><ClosedSpace key={slug} name={name} /></Frame>;
  return <OpenSpaceFrame key={slug} slug={slug} place={place} />;
}

function OpenSpaceFrame({ slug, place }: { slug: string; place: OwnPlace }) {
  const { membership, isFailed, retry } = useOpenSpace(place);
  if (membership) {
    return <Frame slug={slug} sections={sectionsFor(membership)} menus={menusFor(slug)}><Outlet context={membership} /></Frame>;
  }
  return (
    <Frame slug={slug} menus={menusFor(slug)}>
      {isFailed
        ? <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={retry} />
        : <LoadingRows label={texts.loading} />}
    </Frame>
  );
}

/** What the viewer is in the project space of this page. */
export function useOwnMembership(): OwnMembership {
  return useOutletContext<OwnMembership>();
}
