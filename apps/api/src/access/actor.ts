import type { AuditChannel } from './channel';
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
  requiresTwoFactor: boolean;
  membershipId: string;
  roleId: string;
  isAdmin: boolean;
  permissions: Permission[];
  lastAccessDate: string | null;
  /** The locations that, with those below them, are all they see; null: the whole project space (ROL-7). */
  area: string[] | null;
  /** Of an API key only, which is never an admin itself: whether its maker is one (ROL-4). */
  keyOfAdmin?: boolean;
}

/** A project space of theirs that is closed to them until they have the two-factor it requires: all they reach of it (TFA-3). */
export type ClosedSpace = Pick<Standing, 'projectSpaceId' | 'slug' | 'projectSpaceName'>;

/** What somebody is in every project space of theirs: what is closed to them has no standing. */
export interface Places {
  standings: Standing[];
  closed: ClosedSpace[];
}

interface Anonymous {
  kind: 'anonymous';
  channel: AuditChannel;
  userAgent: string | null;
}

/** The person who acts, or in whose name an API key does. */
interface Person extends Places {
  webUserId: string;
  email: string;
  username: string;
  name: string;
  channel: AuditChannel;
  userAgent: string | null;
  /** Set while an upload of theirs is applied, possibly after they have left. */
  bulkUploadId?: string;
}

/** A signed-in web user, with every project space in which they are an active member. */
export interface SignedIn extends Person {
  kind: 'web-user';
  sessionId: string;
  hasTwoFactor: boolean;
  /** A staff account; what staff may do asks `requireSupport` (SUP-1). */
  isSupport: boolean;
}

/** An API key: it acts for its maker in one project space, within what both the key and its maker may do now (API-1). */
export interface ApiKeyActor extends Person {
  kind: 'api-key';
  projectSpaceId: string;
  apiKeyId: string;
  apiKeyName: string;
  expiresAt: Date | null;
}

/** Whoever has shown who they are. */
export type Identified = SignedIn | ApiKeyActor;

/** Whoever acts as support: a member of staff, or the operator at the command line, who has no account (SUP-1). */
export interface Staff {
  kind: 'staff';
  channel: AuditChannel.SUPPORT | AuditChannel.BULK_UPLOAD;
  webUserId: string | null;
  email: string | null;
  userAgent: string | null;
  /** Set while an upload from the command line is applied. */
  bulkUploadId?: string;
}

/** No more than is needed to ask later what somebody is, as a job does. */
export type WhoActs = Pick<SignedIn, 'kind' | 'webUserId'> | Pick<ApiKeyActor, 'kind' | 'webUserId' | 'apiKeyId'>;

/** Who asks. */
export type Actor = Anonymous | Identified;
