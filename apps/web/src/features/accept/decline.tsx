import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { DeclineInvitationDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { Dialog } from '../../ui/dialog';
import { useMessages } from '../../ui/messages';

const t = texts.accept;

interface DeclineDialogProps {
  token: string;
  onClose: () => void;
  onDeclined: () => void;
}

/** "Not for me" (INV-16): asks once, because it cannot be taken back. */
export function DeclineDialog({ token, onClose, onDeclined }: DeclineDialogProps) {
  const [decline, { loading }] = useMutation(DeclineInvitationDocument);
  const { show } = useMessages();
  const confirm = async () => {
    const refusals = await refusalsOf(
      async () => (await decline({ variables: { input: { token } } })).data?.declineInvitation, texts.failed.change);
    onClose();
    if (refusals.length === 0) onDeclined();
    else show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
  };
  return (
    <Dialog onClose={onClose} title={t.declineTitle} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text>{t.declineDetail}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button color="red.9" loading={loading} onClick={() => void confirm()}>{t.decline}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
