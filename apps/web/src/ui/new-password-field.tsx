import { PasswordInput, Progress, Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import { passwordStrength } from './password-strength';

type Props = ComponentProps<typeof PasswordInput> & { value: string; hints: readonly [string, string, string, string] };

/** A new password with a hint how strong it is; the server decides. */
export function NewPasswordField({ hints, value, ...rest }: Props) {
  const strength = passwordStrength(value);
  return (
    <div>
      <PasswordInput {...rest} value={value} autoComplete="new-password" />
      <Progress value={value ? (strength + 1) * 25 : 0} mt={6} size="xs" color={['red', 'orange', 'yellow', 'green'][strength]} aria-hidden />
      <Text size="xs" mt={4} className="quiet" aria-live="polite">{value ? hints[strength] : hints[0]}</Text>
    </div>
  );
}
