import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from 'react-router';
import { AddressStatusDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { HelpBadge } from '../../ui/help-badge';
import { suggestionFor, typedAddresses } from './typed-addresses';

const t = texts.invite;

interface AddressHintProps {
  slug: string;
  typed: string;
  supportContact?: string | null;
  onTake: (email: string) => void;
}

/** Says at once, while a single address is being typed, what inviting it would meet. */
export function AddressHint({ slug, typed, supportContact, onTake }: AddressHintProps) {
  const [settled] = useDebouncedValue(typed, 300);
  const [email = '', ...more] = typedAddresses(settled);
  const isAskable = more.length === 0 && /^\S+@\S+\.\S+$/.test(email);
  const { data } = useQuery(AddressStatusDocument, { variables: { slug, email }, skip: !isAskable, fetchPolicy: 'network-only' });
  if (!isAskable) return null;
  const status = data?.projectSpace?.addressStatus;
  const isBlocked = status?.state === 'BLOCKED' || status?.invitation?.undeliverable || status?.membership?.webUser?.undeliverable;
  const suggestion = suggestionFor(email);
  return (
    <Group gap={6} aria-live="polite" mt={4}>
      {status?.state === 'MEMBER' && (
        <Text size="sm">
          {t.member}{' '}
          {status.membership && <Anchor component={Link} to={paths.webUser(slug, status.membership.id)} size="sm">{t.memberLink}</Anchor>}
        </Text>
      )}
      {status?.state === 'INVITED' && status.invitation && (
        <Text size="sm">
          {t.invited}{' '}
          {!isBlocked && <Anchor component={Link} to={paths.invitation(slug, status.invitation.id)} size="sm">{t.resend}</Anchor>}
        </Text>
      )}
      {status?.state === 'EXPIRED' && <Text size="sm">{t.expired}</Text>}
      {status?.state === 'DEACTIVATED' && <Text size="sm">{t.deactivated}</Text>}
      {isBlocked && (
        <>
          <HelpBadge filled tone="red" label={texts.delivery.blocked} help={texts.delivery.blockedHelp(supportContact)} />
          <Text size="sm">{texts.delivery.blockedHelp(supportContact)}</Text>
        </>
      )}
      {suggestion && (
        <>
          <Text size="sm">{t.typo(suggestion)}</Text>
          <Button size="compact-xs" variant="light" onClick={() => onTake(suggestion)}>{t.typoTake}</Button>
        </>
      )}
    </Group>
  );
}
