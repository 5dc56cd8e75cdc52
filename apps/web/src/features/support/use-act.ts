import { useState } from 'react';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { errorsByField, type UserErrorLike } from '../../ui/user-errors';

/** The reason of all that is done on the page, and what is wrong with it. */
export interface Reason {
  text: string;
  refuse: (error: string | undefined) => void;
  /** Each act has its own. */
  clear: () => void;
}

type Outcome = { userErrors: readonly UserErrorLike[] } | null | undefined;

/** One act of support: what is refused goes to its field, the reason's to the one above all. */
export function useAct({ refuse, clear }: Reason, fields: string[]) {
  const { show } = useMessages();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setIsBusy] = useState(false);
  const act = async (change: () => Promise<Outcome>, done: string) => {
    setIsBusy(true);
    const refusals = await refusalsOf(change, texts.failed.change);
    setIsBusy(false);
    const { reason, ...others } = errorsByField(refusals, [...fields, 'reason']);
    refuse(reason);
    setErrors(others);
    if (refusals.length > 0) return false;
    clear();
    show({ tone: 'success', text: done });
    return true;
  };
  return { act, errors, isBusy };
}
