import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Center, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { NarrowPage } from '../features/session/narrow-page';
import { RequestPasswordResetDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { useMessages } from '../ui/messages';
import { useTitle } from '../ui/page';

const t = texts.forgot;

export function ForgotPasswordPage() {
  useTitle(t.title, texts.product);
  const [query] = useSearchParams();
  const [email, setEmail] = useState(query.get('email') ?? '');
  const [isDone, setDone] = useState(false);
  const { show } = useMessages();
  const [request, { loading }] = useMutation(RequestPasswordResetDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await request({ variables: { input: { email } } });
      setDone(true);
    } catch {
      show({ tone: 'failure', text: texts.failed.change });
    }
  };
  return (
    <NarrowPage>
      <Title order={1} mb="sm">{t.title}</Title>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {isDone ? <Alert color="green" role="status">{t.done}</Alert> : (
            <>
              <Text className="quiet">{t.detail}</Text>
              <TextInput
                label={texts.signIn.email} type="email" autoComplete="username" required value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <Button type="submit" loading={loading}>{t.submit}</Button>
            </>
          )}
          <Center><Anchor component={Link} to={paths.signIn()} size="sm">{t.backToSignIn}</Anchor></Center>
        </Stack>
      </form>
    </NarrowPage>
  );
}
