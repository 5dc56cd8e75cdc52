import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { RemindTwoFactorDocument, type WhoLacksTwoFactorQuery } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';

const t = texts.twoFactor.required;

type Lacking = NonNullable<NonNullable<WhoLacksTwoFactorQuery['projectSpace']>['memberships']>;

/** Who would be shut out, and a way to ask them first. */
export function WhoLacksIt({ projectSpaceId, slug, lacking: { totalCount, nodes } }: { projectSpaceId: string; slug: string; lacking: Lacking }) {
  const [remind, { loading }] = useMutation(RemindTwoFactorDocument);
  const [outcome, setOutcome] = useState('');
  const mail = async () => {
    let mailed = 0;
    const refusals = await refusalsOf(async () => {
      const { data } = await remind({ variables: { input: { projectSpaceId } } });
      mailed = data?.remindTwoFactor.mailed ?? 0;
      return data?.remindTwoFactor;
    }, texts.failed.change);
    setOutcome(refusals.length > 0 ? refusals.map(({ message }) => message).join(' ') : t.mailed(mailed));
  };
  if (totalCount === 0) return <Text>{t.nobodyLacks}</Text>;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t.lacking(totalCount)}</Text>
      <List size="sm" className="wrap" aria-label={t.lacking(totalCount)}>
        {nodes.map(({ id, webUser: { firstName, lastName, email } }) => <List.Item key={id}>{firstName} {lastName} · {email}</List.Item>)}
      </List>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconMail size={16} aria-hidden />} loading={loading} onClick={() => void mail()}>{t.mail}</Button>
        <Anchor component={Link} to={paths.webUsers(slug, { m_factor: 'without', m_state: 'active' })} size="sm">{t.showAll}</Anchor>
      </Group>
      <Text role="status" size="sm">{outcome}</Text>
    </Stack>
  );
}
