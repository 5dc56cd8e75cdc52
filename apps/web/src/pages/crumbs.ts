import { texts } from '../texts';
import type { Crumb } from '../ui/page';

interface Below {
  listPath: string;
  label: string;
}

/** "Demo project › Users › Roles and Permissions", and what lies below. */
export function crumbsOf(spaceName: string, section: string, page: string, below?: Below): Crumb[] {
  return [{ label: spaceName }, { label: section }, { label: page, to: below?.listPath }, ...(below ? [{ label: below.label }] : [])];
}

export function crumbsTo(spaceName: string, below?: Below): Crumb[] {
  return crumbsOf(spaceName, texts.frame.users, texts.frame.webUsers, below);
}
