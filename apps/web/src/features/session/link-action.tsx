import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { StatePicture } from '../../ui/states';
import type { UserErrorLike } from '../../ui/user-errors';

interface LinkActionProps {
  title: string;
  detail: string;
  submit: string;
  act: () => Promise<readonly UserErrorLike[]>;
  done: { title: string; detail: ReactNode; action?: ReactNode };
  /** Where to go when the link no longer works. */
  otherwise: { label: string; to: string };
}

/** What stands behind a mailed link: opening it changes nothing, the button does. */
export function LinkAction({ title, detail, submit, act, done, otherwise }: LinkActionProps) {
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [problem, setProblem] = useState<string | null>(null);
  const run = async () => {
    setState('busy');
    const refusals = await act();
    setProblem(refusals.length > 0 ? refusals.map(({ message }) => message).join(' ') : null);
    setState(refusals.length > 0 ? 'open' : 'done');
  };
  if (state === 'done') {
    return <StatePicture icon={<IconCircleCheck aria-hidden />} order={1} title={done.title} action={done.action}>{done.detail}</StatePicture>;
  }
  return (
    <Stack>
      <Title order={1}>{title}</Title>
      <Text>{detail}</Text>
      {problem && (
        <Alert color="red" role="alert">
          {problem} <Anchor component={Link} to={otherwise.to}>{otherwise.label}</Anchor>
        </Alert>
      )}
      <Button loading={state === 'busy'} onClick={() => void run()}>{submit}</Button>
    </Stack>
  );
}
