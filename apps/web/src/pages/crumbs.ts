import { texts } from '../texts';
import type { Crumb } from '../ui/page';

/** "Demo project › Users › Web Users", and what lies below. */
export function crumbsTo(spaceName: string, below?: { listPath: string; label: string }): Crumb[] {
  const { users, webUsers } = texts.frame;
  const list = { label: webUsers, to: below?.listPath };
  return [{ label: spaceName }, { label: users }, list, ...(below ? [{ label: below.label }] : [])];
}
