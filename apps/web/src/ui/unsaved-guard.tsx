import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog';

interface UnsavedGuardProps {
  isUnsaved: boolean;
  words: { unsaved: string; unsavedDetail: string; leave: string; stay: string };
}

/** Asks before what was typed is left behind, within the app and when the tab is closed. */
export function UnsavedGuard({ isUnsaved, words }: UnsavedGuardProps) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog onClose={blocker.reset} title={words.unsaved} closeButtonProps={{ 'aria-label': words.stay }}>
      <Text mb="md">{words.unsavedDetail}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={blocker.reset}>{words.stay}</Button>
        <Button color="red.9" onClick={blocker.proceed}>{words.leave}</Button>
      </Group>
    </Dialog>
  );
}
