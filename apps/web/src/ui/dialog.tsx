import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { focusAgain, focusedNow } from './focus';

/** Open as long as it is drawn. Mantine gives focus back only from a dialog that it saw opening. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(focusedNow);
  useEffect(() => () => focusAgain(opener), [opener]);
  return <Modal opened returnFocus={false} {...props} />;
}
