import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface SearchFieldProps {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (value: string) => void;
  width?: number;
}

/** Waits for a pause in typing, so that the server is asked once per word. */
export function SearchField({ label, clearLabel, value, onChange, width = 220 }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  const change = (next: string) => {
    setTyped(next);
    tell(next);
  };
  return (
    <TextInput
      type="search" aria-label={label} placeholder={label} value={typed} maxLength={200} miw={width}
      leftSection={<IconSearch size={16} aria-hidden />} onChange={(event) => change(event.currentTarget.value)}
      rightSection={typed && <CloseButton size="sm" aria-label={clearLabel} onClick={() => change('')} />}
    />
  );
}
