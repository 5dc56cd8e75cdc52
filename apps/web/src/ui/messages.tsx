import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export interface Message {
  tone: 'success' | 'failure';
  text: string;
  action?: { label: string; run: () => void };
}

interface Messages {
  message: Message | null;
  show: (message: Message) => void;
  clear: () => void;
}

const Context = createContext<Messages>({ message: null, show: () => undefined, clear: () => undefined });

/** Holds the one message of the page, from wherever it is told. */
export function MessageProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);
  const show = useCallback((next: Message) => setMessage(next), []);
  const clear = useCallback(() => setMessage(null), []);
  const value = useMemo(() => ({ message, show, clear }), [message, show, clear]);
  return <Context value={value}>{children}</Context>;
}

export const useMessages = () => useContext(Context);

/** The place for messages: a polite live region that is always there, so that screen readers hear what comes. */
export function MessageBar({ closeLabel }: { closeLabel: string }) {
  const { message, clear } = useMessages();
  const isSuccess = message?.tone === 'success';
  return (
    <div role="status" aria-live="polite" className="message-bar">
      {message && (
        <Alert
          mb="md" color={isSuccess ? 'green' : 'red'} variant="light" withCloseButton closeButtonLabel={closeLabel}
          onClose={clear} icon={isSuccess ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          styles={{ message: { color: 'var(--mantine-color-text)' } }}
        >
          <Group justify="space-between" gap="sm">
            <span className="wrap">{message.text}</span>
            {message.action && (
              <Button size="compact-sm" variant="default" onClick={message.action.run}>{message.action.label}</Button>
            )}
          </Group>
        </Alert>
      )}
    </div>
  );
}
