import { useMutation } from '@apollo/client/react';
import { ActionIcon, Avatar, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconHeadset, IconLifebuoy, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from 'react-router';
import { SignOutDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { useMessages } from '../../ui/messages';
import { useLastRequest } from './last-request';
import { supportLink } from './support-link';
import { useSession, useViewer } from './session';

const t = texts.frame;

export function PersonMenu() {
  const { site, renew } = useSession();
  const { isSupport, webUser: { firstName, lastName, email } } = useViewer();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const navigate = useNavigate();
  const { show } = useMessages();
  const { pathname } = useLocation();
  const lastRequest = useLastRequest();
  const [signOut] = useMutation(SignOutDocument);
  const leave = async () => {
    try {
      await signOut();
      await renew();
      await navigate(paths.signIn());
    } catch {
      show({ tone: 'failure', text: texts.failed.change });
    }
  };
  const name = `${firstName} ${lastName}`;
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" radius="xl" aria-label={t.personMenu(name)}>
          <Avatar name={name} color="lagoon" size={34} alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="wrap">{name}<br />{email}</Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} aria-hidden />} component={Link} to={paths.account()}>{t.account}</Menu.Item>
        {isSupport && (
          <Menu.Item leftSection={<IconHeadset size={16} aria-hidden />} component={Link} to={paths.support()}>{texts.support.title}</Menu.Item>
        )}
        <Menu.Item
          leftSection={isDark ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
          onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
        >
          {isDark ? t.light : t.dark}
        </Menu.Item>
        {site.supportContact && (
          <Menu.Item
            leftSection={<IconLifebuoy size={16} aria-hidden />} component="a" href={supportLink(site.supportContact, pathname, lastRequest)}
          >
            {t.report}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>{t.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
