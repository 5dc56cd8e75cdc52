import type { ComponentProps, MouseEvent } from 'react';

type LastingButtonProps = ComponentProps<'button'> & { 'data-loading'?: boolean | string; 'data-disabled'?: boolean | string };

/** What Mantine draws a Button with: disabled while it works, it would lose the focus. It keeps it, and does nothing till then. */
export function LastingButton({ disabled, onClick, type = 'button', ...others }: LastingButtonProps) {
  const isBusy = Boolean(others['data-loading'] && !others['data-disabled']);
  const refuse = (event: MouseEvent) => event.preventDefault(); // also what Enter in a field of the form presses
  // oxlint-disable-next-line react/button-has-type -- as it is told
  return <button {...others} type={type} disabled={disabled && !isBusy} aria-disabled={isBusy || undefined} onClick={isBusy ? refuse : onClick} />;
}
