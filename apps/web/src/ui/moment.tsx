import { Tooltip, VisuallyHidden } from '@mantine/core';
import { relativeWords } from './relative-words';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const exactDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });

/** How long ago or ahead, with the exact moment on hover and for screen readers, in the reader's time zone. */
export function Moment({ at }: { at: string }) {
  const words = exact.format(new Date(at));
  return (
    <Tooltip label={words}>
      <time dateTime={at}>
        {relativeWords(new Date(at), new Date())}
        <VisuallyHidden>{` (${words})`}</VisuallyHidden>
      </time>
    </Tooltip>
  );
}

const plain = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });

/** The moment itself, for a deadline. */
export function Deadline({ at }: { at: string }) {
  return <time dateTime={at}>{plain.format(new Date(at))}</time>;
}

/** The same for a calendar day. */
export function Day({ on }: { on: string }) {
  const words = exactDay.format(new Date(on));
  const today = new Date(new Date().toISOString().slice(0, 10));
  return (
    <Tooltip label={words}>
      <time dateTime={on}>
        {relativeWords(new Date(on), today)}
        <VisuallyHidden>{` (${words})`}</VisuallyHidden>
      </time>
    </Tooltip>
  );
}
