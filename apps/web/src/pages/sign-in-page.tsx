import { Alert, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { SignInForm } from '../features/session/sign-in-form';
import { safeNext } from '../paths';
import { texts } from '../texts';
import { useTitle } from '../ui/page';

const t = texts.signIn;

export function SignInPage() {
  useTitle(t.title, texts.product);
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { viewer } = useSession();
  const next = safeNext(query.get('next'));
  const email = query.get('email') ?? '';
  if (viewer) return <Navigate to={next} replace />;
  return (
    <NarrowPage>
      {query.get('created') === 'yes' && (
        <Alert color="green" mb="lg" role="status" icon={<IconCircleCheck aria-hidden />} styles={{ message: { color: 'var(--mantine-color-text)' } }}>
          {t.created}
        </Alert>
      )}
      <Title order={1} mb="lg">{t.title}</Title>
      <SignInForm email={email} onSignedIn={() => void navigate(next, { replace: true })} />
    </NarrowPage>
  );
}
