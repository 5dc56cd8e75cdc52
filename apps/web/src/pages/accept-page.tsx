import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Divider, Stack, Text, Title } from '@mantine/core';
import { IconHandStop, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { CreateAccountForm } from '../features/accept/create-account-form';
import { DeclineDialog } from '../features/accept/decline';
import { type Joined, JoinAs } from '../features/accept/join-as';
import { ClosedLink, type LinkView } from '../features/accept/link-state';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { SignInForm } from '../features/session/sign-in-form';
import { InvitationByTokenDocument, SignOutDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { useMessages } from '../ui/messages';
import { Deadline } from '../ui/moment';
import { useTitle } from '../ui/page';
import { FailedState, LoadingRows, StatePicture } from '../ui/states';

const t = texts.accept;

/** Behind the mailed link. Opening it changes nothing (INV-14). */
export function AcceptPage() {
  useTitle(t.title, texts.product);
  const { token = '' } = useParams();
  const { data, error, refetch } = useQuery(InvitationByTokenDocument, { variables: { token }, fetchPolicy: 'network-only' });
  const link = data?.invitationByToken;
  return (
    <NarrowPage width={520}>
      {!link && error && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!link && !error && <LoadingRows label={texts.loading} count={4} />}
      {link && (link.state === 'OPEN' ? <OpenLink token={token} link={link} /> : <ClosedLink link={link} token={token} />)}
    </NarrowPage>
  );
}

function OpenLink({ token, link }: { token: string; link: LinkView }) {
  const [query, setQuery] = useSearchParams();
  const [isDeclined, setDeclined] = useState(false);
  const space = link.projectSpaceName ?? '';
  const setDeclining = (isOpen: boolean) => setQuery(isOpen ? { answer: 'decline' } : {}, { replace: true });
  if (isDeclined) {
    return <StatePicture icon={<IconHandStop aria-hidden />} tone="gray" order={1} title={t.declined}>{t.declinedDetail}</StatePicture>;
  }
  return (
    <Stack>
      <Title order={1} className="wrap">{t.heading(space)}</Title>
      <Text className="wrap">{t.intro(link.invitedByName ?? t.somebody, space, link.roleName ?? '')}</Text>
      {link.expiresAt && <Text size="sm" className="quiet">{t.until} <Deadline at={link.expiresAt} />.</Text>}
      <Divider />
      <Answer token={token} link={link} />
      <Divider />
      <Button variant="subtle" color="gray" onClick={() => setDeclining(true)}>{t.decline}</Button>
      {query.get('answer') === 'decline' && (
        <DeclineDialog token={token} onClose={() => setDeclining(false)} onDeclined={() => setDeclined(true)} />
      )}
    </Stack>
  );
}

/** The way in for whoever stands here: a new person, one with an account, or somebody else. */
function Answer({ token, link }: { token: string; link: LinkView }) {
  const { viewer, site, renew } = useSession();
  const { show } = useMessages();
  const navigate = useNavigate();
  const [signOut, { loading }] = useMutation(SignOutDocument);
  const email = link.email ?? '';
  const joined = async (space: Joined | null) => {
    await renew();
    await navigate(space ? paths.webUsers(space.slug) : paths.home());
    show({ tone: 'success', text: t.joined(link.projectSpaceName ?? '') });
  };
  const switchAccount = async () => {
    try {
      await signOut();
      await renew();
    } catch {
      show({ tone: 'failure', text: texts.failed.change });
    }
  };
  if (viewer && ![viewer.webUser.email, viewer.webUser.username].includes(email)) {
    return (
      <StatePicture
        icon={<IconUserQuestion aria-hidden />} tone="yellow" order={2} title={t.mismatch}
        action={<Button mt="xs" loading={loading} onClick={() => void switchAccount()}>{t.switch}</Button>}
      >
        {t.mismatchDetail(email, viewer.webUser.email)}
      </StatePicture>
    );
  }
  if (viewer) return <JoinAs token={token} email={viewer.webUser.email} onJoined={(space) => void joined(space)} />;
  if (link.accountExists) {
    return (
      <Stack>
        <Text>{t.exists}</Text>
        <SignInForm email={email} fixedEmail withForgotLink={false} onSignedIn={() => undefined} />
      </Stack>
    );
  }
  return (
    <CreateAccountForm
      token={token} email={email} termsUrl={site.termsUrl}
      onCreated={() => void navigate(paths.signIn({ email, created: 'yes' }))}
    />
  );
}
