import { useQuery } from '@apollo/client/react';
import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { MemberDocument, type MemberRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { nameOf, useMemberChanges } from './use-member-changes';

interface EndDialogProps {
  slug: string;
  spaceName: string;
  member: MemberRowFragment;
  kind: 'remove' | 'deactivate';
  onClose: () => void;
  onDone?: () => void;
}

/** Asks before a membership ends or rests, and tells what will happen (MEM-3, INV-13). */
export function EndDialog({ slug, spaceName, member, kind, onClose, onDone }: EndDialogProps) {
  const [removeSent, setRemoveSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { remove, setActive } = useMemberChanges();
  const { data } = useQuery(MemberDocument, { variables: { slug, id: member.id } });
  const sent = data?.projectSpace?.membership?.sentInvitationCount ?? 0;
  const name = nameOf(member);
  const t = texts[kind];
  const confirm = async () => {
    setBusy(true);
    const refusals = kind === 'remove' ? await remove(member, removeSent) : await setActive(member, false, removeSent);
    onClose();
    if (refusals.length === 0) onDone?.();
  };
  return (
    <Dialog onClose={onClose} title={t.title(name)} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text className="wrap">{t.intro(name, spaceName)}</Text>
        {kind === 'remove' && (
          <List size="sm" spacing={6}>
            {texts.remove.consequences.map((text) => <List.Item key={text}>{text}</List.Item>)}
          </List>
        )}
        {sent > 0 && (
          <Checkbox
            label={texts.remove.sent(sent)} description={texts.remove.sentHelp} checked={removeSent}
            onChange={(event) => setRemoveSent(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>{t.submit}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
