import { Button } from '@mantine/core';
import { IconCircleCheck, IconClockOff, IconLinkOff, IconMailForward } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { InvitationByTokenQuery } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { StatePicture } from '../../ui/states';
import { AskAgain } from './ask-again';

const t = texts.accept;

export type LinkView = InvitationByTokenQuery['invitationByToken'];

/** Links that cannot be accepted: each says in plain words why, and what to do next (INV-9). */
export function ClosedLink({ link, token }: { link: LinkView; token: string }) {
  const askAgain = <AskAgain token={token} />;
  const space = link.projectSpaceName ?? '';
  if (link.state === 'EXPIRED') {
    return (
      <StatePicture icon={<IconClockOff aria-hidden />} tone="yellow" order={1} title={t.expired} action={askAgain}>
        {t.expiredDetail(space)}
      </StatePicture>
    );
  }
  if (link.state === 'USED') {
    const signIn = <Button component={Link} to={paths.signIn()} mt="xs">{t.signIn}</Button>;
    return (
      <StatePicture icon={<IconCircleCheck aria-hidden />} order={1} title={t.used} action={signIn}>{t.usedDetail(space)}</StatePicture>
    );
  }
  if (link.state === 'REPLACED') {
    return (
      <StatePicture icon={<IconMailForward aria-hidden />} order={1} title={t.replaced} action={askAgain}>{t.replacedDetail(space)}</StatePicture>
    );
  }
  return <StatePicture icon={<IconLinkOff aria-hidden />} tone="gray" order={1} title={t.unknown}>{t.unknownDetail}</StatePicture>;
}
