import type { Standing } from '../access/actor';
import type { Transaction } from '../platform/database/data-source';
import { type DeliveryRepository } from '../mail-delivery/delivery.repository';
import { type MembershipRepository } from '../memberships/membership.repository';
import { type RoleRepository } from '../roles/role.repository';
import { openInvitations } from '../invitations/open-invitations';
import type { Known, KnownPerson, NamedRole, Place, UploadSpace } from './known';

type PersonRow = KnownPerson & { address: string };

interface MemberRow {
  id: string;
  webUserId: string;
  roleId: string;
  active: boolean;
  lastAccessDate: string | null;
  placeIds: string[];
}

interface InvitationRow {
  id: string;
  email: string;
  webUserId: string | null;
  roleId: string;
  expiresAt: Date;
  placeIds: string[];
}

const PEOPLE = `
  SELECT c.address, u.id, u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.last_login AS "lastLogin",
    u.deactivated_at IS NOT NULL AS deactivated
  FROM claimed_addresses c JOIN web_users u ON u.id = c.web_user_id WHERE c.address = ANY($1)`;

const MEMBERS = `
  SELECT m.id, m.web_user_id AS "webUserId", m.role_id AS "roleId", m.active, m.last_access_date::text AS "lastAccessDate",
    ARRAY(SELECT l.location_id::text FROM membership_locations l
      WHERE l.project_space_id = m.project_space_id AND l.membership_id = m.id ORDER BY l.position) AS "placeIds"
  FROM memberships m WHERE m.project_space_id = $1 AND m.web_user_id = ANY($2)`;

const invitationsBy = (found: string) => `
  SELECT i.id, i.email, i.web_user_id AS "webUserId", i.role_id AS "roleId", i.expires_at AS "expiresAt",
    ARRAY(SELECT l.location_id::text FROM invitation_locations l
      WHERE l.project_space_id = i.project_space_id AND l.invitation_id = i.id ORDER BY l.position) AS "placeIds"
  FROM ${found}`;
const INVITATIONS = `${invitationsBy(openInvitations('email', 'unnest($2::text[])'))}
  UNION ${invitationsBy(openInvitations('web_user_id', 'unnest($3::uuid[])'))}`;

const keyed = <T>(rows: T[], keyOf: (row: T) => string | null) =>
  new Map(rows.flatMap((row): [string, T][] => { const key = keyOf(row); return key === null ? [] : [[key, row]]; }));

/** Reads what exists for many rows at once. */
export class KnownRepository {
  constructor(
    private readonly roles: RoleRepository,
    private readonly memberships: MembershipRepository,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /** What stands in a project space about these addresses, by address; and the space with all that rows may name. */
  async read(
    tx: Transaction, standing: Standing, addresses: string[], codes: string[],
  ): Promise<{ space: UploadSpace; known: Map<string, Known> }> {
    const { projectSpaceId } = standing;
    const people = keyed(await tx.query<PersonRow[]>(PEOPLE, [addresses]), ({ address }) => address);
    const ids = [...new Set([...people.values()].map(({ id }) => id))];
    const members = ids.length === 0 ? [] : await tx.query<MemberRow[]>(MEMBERS, [projectSpaceId, ids]);
    const invitations = await tx.query<InvitationRow[]>(INVITATIONS, [projectSpaceId, addresses, ids]);
    const placeIds = [...new Set([...members, ...invitations].flatMap((row) => row.placeIds))];
    const places = await tx.query<Place[]>(
      `SELECT id, code, path FROM locations WHERE project_space_id = $1 AND (lower(code) = ANY($2) OR id = ANY($3))`,
      [projectSpaceId, codes.map((code) => code.toLowerCase()), placeIds]);
    const roles = await this.roles.all(projectSpaceId, tx);
    const adminRoles = new Set(roles.filter(({ isAdmin }) => isAdmin).map(({ id }) => id));
    const isAboutAdmins = members.some(({ roleId }) => adminRoles.has(roleId));
    const space = {
      standing, adminCount: isAboutAdmins ? await this.memberships.countAdmins(projectSpaceId, tx, addresses.length + 1) : 0,
      roles: keyed<NamedRole>(roles, ({ name }) => name.toLowerCase()), places: keyed(places, ({ code }) => code.toLowerCase()),
    };
    const blocked = new Set(await this.deliveries.blockedAmong(addresses, tx));
    return { space, known: this.byAddress({ addresses, blocked, people, members, invitations, roles, places }) };
  }

  private byAddress({ addresses, blocked, people, members, invitations, roles, places }: {
    addresses: string[]; blocked: Set<string>; people: Map<string, PersonRow>; members: MemberRow[]; invitations: InvitationRow[];
    roles: NamedRole[]; places: Place[];
  }): Map<string, Known> {
    const roleById = keyed(roles, ({ id }) => id);
    const placeById = keyed(places, ({ id }) => id);
    const roleOf = (id: string) => roleById.get(id) as NamedRole;
    const placesOf = (ids: string[]) => ids.flatMap((id) => placeById.get(id) ?? []);
    const memberOf = keyed(members, ({ webUserId }) => webUserId);
    const byEmail = keyed(invitations, ({ email }) => email);
    const byAccount = keyed(invitations, ({ webUserId }) => webUserId);
    return new Map(addresses.map((address): [string, Known] => {
      const person = people.get(address) ?? null;
      const member = person && memberOf.get(person.id);
      const invitation = byEmail.get(address) ?? (person && byAccount.get(person.id)) ?? null;
      return [address, {
        address, person, isBlocked: blocked.has(address),
        member: member && person
          ? { ...member, role: roleOf(member.roleId), places: placesOf(member.placeIds), deactivated: person.deactivated } : null,
        invitation: invitation && { ...invitation, role: roleOf(invitation.roleId), places: placesOf(invitation.placeIds) },
      }];
    }));
  }
}
