import { Alert, AppShell, Burger, Group, NavLink, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { IconAlertCircle } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Link, NavLink as RouterLink, useLocation } from 'react-router';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Logo } from '../../ui/logo';
import { MessageBar, useMessages } from '../../ui/messages';

const t = texts.frame;

export interface FrameSection {
  label: string;
  links: { label: string; to: string; icon: ReactNode; below?: string[] }[];
}

interface FrameProps {
  /** The project space one is in; null on pages of one's own. */
  slug: string | null;
  /** What the side bar leads to. */
  sections?: FrameSection[];
  /** What stands at the right of the top bar. */
  menus: ReactNode;
  children: ReactNode;
}

const NOWHERE: FrameSection[] = [];

/** One frame for all pages: top bar, side bar, and the page beside it. */
export function Frame({ slug, sections = NOWHERE, menus, children }: FrameProps) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { clear } = useMessages();
  const { pathname } = useLocation();
  const { online } = useNetwork();
  useEffect(() => {
    close();
  }, [pathname, close]);
  useEffect(() => () => clear(), [slug, clear]);
  const burger = useRef<HTMLButtonElement>(null);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) drawer.current?.querySelector('a')?.focus();
  }, [isOpen]);
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !isOpen) return;
    close();
    burger.current?.focus();
  };
  return (
    <AppShell
      header={{ height: 60 }} padding={{ base: 'md', md: 'xl' }}
      onKeyDown={closeOnEscape} navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: slug === null } }}
    >
      <AppShell.Header>
        <a className="skip" href="#content">{t.skip}</a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="sm" wrap="nowrap">
            {slug && <Burger ref={burger} opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t.menu} aria-expanded={isOpen} />}
            <UnstyledButton component={Link} to={paths.home()} aria-label={texts.product}>
              <Group gap={8} wrap="nowrap">
                <Logo />
                <Text fw={700} fz="lg" visibleFrom="xs">{texts.product}</Text>
              </Group>
            </UnstyledButton>
          </Group>
          <Group gap="xs" wrap="nowrap">{menus}</Group>
        </Group>
      </AppShell.Header>
      {slug && (
        <AppShell.Navbar ref={(node: HTMLElement | null) => void (drawer.current = node)} className="drawer" data-open={isOpen || undefined} p="sm" component="nav" aria-label={t.navigation}>
          {sections.map(({ label, links }) => (
            <div key={label}>
              <Text size="xs" fw={600} className="quiet" px="sm" pt="xs" pb={4}>{label}</Text>
              {links.map((link) => (
                <NavLink
                  key={link.to} component={RouterLink} to={link.to} label={link.label} leftSection={link.icon}
                  active={[link.to, ...(link.below ?? [])].some((path) => pathname.startsWith(path))} variant="light"
                />
              ))}
            </div>
          ))}
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content" tabIndex={-1}>
        {!online && <Alert color="yellow" mb="md" icon={<IconAlertCircle aria-hidden />} role="status">{texts.offline}</Alert>}
        <MessageBar closeLabel={texts.close} />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
