import type { Standing } from '../access/actor';
import type { Location } from '../locations/location.entity';
import type { AssignableRole } from '../roles/role.policy';

export type NamedRole = AssignableRole & { name: string };
export type Place = Pick<Location, 'id' | 'code' | 'path'>;

export interface KnownPerson {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  lastLogin: Date | null;
  deactivated: boolean;
}

export interface KnownMember {
  id: string;
  role: NamedRole;
  places: Place[];
  active: boolean;
  lastAccessDate: string | null;
  /** The account as a whole. */
  deactivated: boolean;
}

export interface KnownInvitation {
  id: string;
  /** The address it went to, which may be another one of the same person (ADR-2). */
  email: string;
  role: NamedRole;
  places: Place[];
  expiresAt: Date;
}

/** What the database knows of the person in a row. */
export interface Known {
  /** The address of the row, as it is compared and stored (ADR-1). */
  address: string;
  person: KnownPerson | null;
  member: KnownMember | null;
  /** Open, at whichever address of the person. */
  invitation: KnownInvitation | null;
  /** No mail leaves for the address (EML-5). */
  isBlocked: boolean;
}

/** The project space of a row, as whoever uploads sees it. */
export interface UploadSpace {
  standing: Standing;
  /** No more than can matter; 0 where no row is about an admin. */
  adminCount: number;
  /** By name in lower case. */
  roles: ReadonlyMap<string, NamedRole>;
  /** By code in lower case. */
  places: ReadonlyMap<string, Place>;
}
