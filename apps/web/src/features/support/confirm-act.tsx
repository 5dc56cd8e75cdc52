import { Button, Group, Stack, Text } from '@mantine/core';
import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';

interface ConfirmActProps {
  title: string;
  detail: string;
  submit: string;
  isBusy: boolean;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is taken away. */
export function ConfirmAct({ title, detail, submit, isBusy, onConfirm, onClose }: ConfirmActProps) {
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': texts.cancel }}>
      <Stack>
        <Text className="wrap">{detail}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.cancel}</Button>
          <Button color="red.9" loading={isBusy} onClick={() => void onConfirm().then(onClose)}>{submit}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
