import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AcceptInvitationDocument, type AcceptInvitationMutation } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';

const t = texts.accept;

export type Joined = NonNullable<AcceptInvitationMutation['acceptInvitation']['membership']>['projectSpace'];

interface JoinAsProps {
  token: string;
  email: string;
  onJoined: (space: Joined | null) => void;
}

/** Confirms with the account one is signed in with (INV-7). */
export function JoinAs({ token, email, onJoined }: JoinAsProps) {
  const [errors, setErrors] = useState('');
  const [accept, { loading }] = useMutation(AcceptInvitationDocument);
  const confirm = async () => {
    let joined: Joined | null = null;
    const refusals = await refusalsOf(async () => {
      const { data } = await accept({ variables: { input: { token } } });
      joined = data?.acceptInvitation.membership?.projectSpace ?? null;
      return data?.acceptInvitation;
    }, texts.failed.change);
    setErrors(refusals.map(({ message }) => message).join(' '));
    if (refusals.length === 0) onJoined(joined);
  };
  return (
    <Stack>
      {errors && <Alert color="red" role="alert">{errors}</Alert>}
      <Text className="wrap">{t.confirm(email)}</Text>
      <Button loading={loading} onClick={() => void confirm()}>{t.accept}</Button>
    </Stack>
  );
}
