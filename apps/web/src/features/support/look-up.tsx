import { Alert, Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { texts } from '../../texts';

const t = texts.support;

interface LookUpProps {
  label: string;
  isEmail?: boolean;
  isBusy: boolean;
  /** What went wrong, in the words of the server. */
  error: string | undefined;
  isMissing: boolean;
  onAsk: (text: string) => void;
  /** Asked for something else than before. */
  onOther: () => void;
  children: ReactNode;
}

/** A field that looks something up, and what was found below it. */
export function LookUp({ label, isEmail = false, isBusy, error, isMissing, onAsk, onOther, children }: LookUpProps) {
  const [text, setText] = useState('');
  const asked = useRef('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    if (asked.current && asked.current !== wanted) onOther();
    asked.current = wanted;
    onAsk(wanted);
  };
  return (
    <>
      <form onSubmit={submit} noValidate>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={label} type={isEmail ? 'email' : 'text'} autoComplete="off" value={text} flex="1 1 220px" maw={440}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={isBusy} disabled={text.trim() === ''}>{t.lookUp}</Button>
        </Group>
      </form>
      {error && <Alert color="red" role="alert">{error}</Alert>}
      {isMissing && <Alert color="gray" variant="light" role="status">{t.notFound}</Alert>}
      {children}
    </>
  );
}
