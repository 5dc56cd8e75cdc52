import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Box, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { UpdateProjectSpaceDocument, WhoLacksTwoFactorDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { Dialog } from '../../ui/dialog';
import { useMessages } from '../../ui/messages';
import { FailedState, LoadingRows } from '../../ui/states';
import { WhoLacksIt } from './who-lacks-it';

const t = texts.twoFactor.required;

interface RequirementProps {
  space: { id: string; slug: string; requiresTwoFactor: boolean };
  canView: boolean;
}

/** The switch, and before it who would be shut out (TFA-3). */
export function TwoFactorRequirement({ space: { id, slug, requiresTwoFactor }, canView }: RequirementProps) {
  const { data, error, refetch } = useQuery(WhoLacksTwoFactorDocument, { variables: { slug, canView }, fetchPolicy: 'cache-and-network' });
  const [isAsking, setIsAsking] = useState(false);
  const [refused, setRefused] = useState('');
  const [update, { loading }] = useMutation(UpdateProjectSpaceDocument);
  const { show } = useMessages();
  const change = async (isRequired: boolean) => {
    const variables = { input: { projectSpaceId: id, requiresTwoFactor: isRequired } };
    const refusals = await refusalsOf(async () => (await update({ variables })).data?.updateProjectSpace, texts.failed.change);
    setIsAsking(false);
    setRefused(refusals.map(({ message }) => message).join(' '));
    if (refusals.length === 0) show({ tone: 'success', text: isRequired ? t.on : t.off });
  };
  const hasItOneself = data?.viewer?.twoFactor.enabled;
  const lacking = data?.projectSpace?.memberships ?? null;
  return (
    <Box component="section" className="panel" p="md" aria-label={t.title}>
      <Stack maw={620}>
        <Title order={2}>{t.title}</Title>
        <Text>{t.detail}</Text>
        {error && !data && (
          <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
        )}
        {!error && !data && <LoadingRows label={texts.loading} count={2} />}
        {data && (
          <>
            {canView ? lacking && <WhoLacksIt projectSpaceId={id} slug={slug} lacking={lacking} /> : <Text className="quiet">{t.unseen}</Text>}
            {refused && <Alert color="red" role="alert">{refused}</Alert>}
            <Switch
              label={t.label} checked={requiresTwoFactor} disabled={!hasItOneself && !requiresTwoFactor}
              description={hasItOneself ? undefined : t.lackYourself}
              onChange={(event) => (event.currentTarget.checked ? setIsAsking(true) : void change(false))}
            />
            {!hasItOneself && <Anchor component={Link} to={paths.account()} size="sm">{t.setUpOwn}</Anchor>}
          </>
        )}
      </Stack>
      {isAsking && (
        <Dialog onClose={() => setIsAsking(false)} title={t.confirmTitle} closeButtonProps={{ 'aria-label': texts.cancel }}>
          <Stack>
            <Text>{t.confirmDetail(lacking?.totalCount ?? null)}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setIsAsking(false)}>{texts.cancel}</Button>
              <Button loading={loading} onClick={() => void change(true)} data-autofocus>{t.confirm}</Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Box>
  );
}
