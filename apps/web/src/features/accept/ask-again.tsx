import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { RequestNewInvitationDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';

const t = texts.accept;

/** Whoever invited is told, at most once a day; the page says the same either way (INV-9). */
export function AskAgain({ token }: { token: string }) {
  const [request, { loading }] = useMutation(RequestNewInvitationDocument);
  const [answer, setAnswer] = useState<{ isAsked: boolean; text: string } | null>(null);
  const ask = async () => {
    const refusals = await refusalsOf(
      async () => (await request({ variables: { input: { token } } })).data?.requestNewInvitation, texts.failed.change);
    const isAsked = refusals.length === 0;
    setAnswer({ isAsked, text: isAsked ? t.asked : refusals.map(({ message }) => message).join(' ') });
  };
  return (
    <Stack mt="xs" align="center">
      {answer && <Alert color={answer.isAsked ? 'green' : 'red'} role={answer.isAsked ? 'status' : 'alert'}>{answer.text}</Alert>}
      {!answer?.isAsked && <Button loading={loading} onClick={() => void ask()}>{t.askAgain}</Button>}
    </Stack>
  );
}
