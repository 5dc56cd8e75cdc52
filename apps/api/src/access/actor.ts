import { type AuditChannel } from './channel';
import type { Permission } from './permission';

/** What a person is in one project space, as read at the start of the request (ROL-6). */
export interface Standing {
  projectSpaceId: string;
  slug: string;
  /** What the project space shows of itself, so that opening it costs no statement more. */
  projectSpaceName: string;
  plan: string;
  language: string;
  usesLocations: boolean;
  remindersEnabled: boolean;
  membershipId: string;
  roleId: string;
  isAdmin: boolean;
  permissions: Permission[];
  lastAccessDate: string | null;
  /** The locations that, with those below them, are all they see; null: the whole project space (ROL-7). */
  area: string[] | null;
}

interface Anonymous {
  kind: 'anonymous';
  channel: AuditChannel;
  userAgent: string | null;
}

/** A signed-in web user, with every project space in which they are an active member. */
export interface SignedIn {
  kind: 'web-user';
  webUserId: string;
  sessionId: string;
  email: string;
  username: string;
  name: string;
  standings: Standing[];
  channel: AuditChannel;
  userAgent: string | null;
}

/** Who asks. */
export type Actor = Anonymous | SignedIn;
