import { randomBytes, randomUUID } from 'node:crypto';
import type { CookieJar } from '../src/access/context';
import { type Permission } from '../src/access/permission';
import { BulkUploadAction } from '../src/bulk-upload/bulk-upload-action';
import { BulkUploadRow } from '../src/bulk-upload/bulk-upload-row.entity';
import { BulkUpload, BulkUploadStatus } from '../src/bulk-upload/bulk-upload.entity';
import { usernameMissing } from '../src/bulk-upload/row-problem';
import { summaryOf } from '../src/bulk-upload/upload-summary';
import { Location } from '../src/locations/location.entity';
import type { Language } from '../src/mail-texts/language';
import { Role } from '../src/roles/role.entity';
import type { SoftwarePlan } from '../src/project-spaces/project-space.entity';
import type { WebUser } from '../src/web-users/web-user.entity';
import { setUpTwoFactor } from './authenticator';
import { Client, KeyClient } from './client';
import type { TestUsher } from './usher';

export const PASSWORD = 'correct horse battery';

const unique = () => randomBytes(5).toString('hex');

export interface TestSpace {
  id: string;
  slug: string;
  name: string;
  adminRoleId: string;
}

export interface TestMember {
  membershipId: string;
  person: WebUser;
  roleId: string;
  client: Client;
}

interface MemberOptions {
  /** The name of a preset role. */
  role?: string;
  /** Or a role of their own with just these permissions. */
  permissions?: Permission[];
  roleId?: string;
  person?: WebUser;
  active?: boolean;
  locationIds?: string[];
}

/** Makes what a test needs, with whatever that stands on. */
export function builder(server: TestUsher) {
  const { services, database } = server.usher;

  async function space(options: { usesLocations?: boolean; plan?: SoftwarePlan; language?: Language; name?: string } = {}): Promise<TestSpace> {
    const slug = `space-${unique()}`;
    const founded = await database.transaction(
      (tx) => services.founding.found(tx, { slug, name: options.name ?? `Space ${slug}`, ...options }));
    return { ...founded.space, adminRoleId: founded.adminRoleId };
  }

  async function person(given: Partial<WebUser> = {}): Promise<WebUser> {
    const email = given.email ?? `person-${unique()}@example.org`;
    const made: WebUser = {
      id: randomUUID(), username: email, email, firstName: 'Ana', lastName: 'Silva',
      passwordHash: await services.passwords.hash(PASSWORD), lastLogin: null, deactivatedAt: null, deactivated: false,
      twoFactorEnabled: false, isSupport: false,
      termsVersion: null, termsAgreedAt: null, createdAt: server.clock.now(), ...given,
    };
    await database.transaction((tx) => services.people.add(tx, made));
    return made;
  }

  async function role(at: TestSpace, permissions: Permission[], given: Partial<Role> = {}): Promise<string> {
    const id = randomUUID();
    await database.manager.insert(Role, {
      projectSpaceId: at.id, id, name: `Role ${unique()}`, description: null, permissions, isAdmin: false,
      isPreset: false, ownLocationsOnly: false, hasAssigners: false, ...given,
    });
    return id;
  }

  async function roleNamed(at: TestSpace, name: string): Promise<string> {
    return (await database.manager.findOneByOrFail(Role, { projectSpaceId: at.id, name })).id;
  }

  async function location(at: TestSpace, code = unique(), parentId: string | null = null): Promise<string> {
    const id = randomUUID();
    await database.manager.insert(Location, { projectSpaceId: at.id, id, code, name: `Place ${code}`, parentId });
    return id;
  }

  /** Checked, with a row that invites and one with a problem. */
  async function bulkUpload(at: TestSpace, maker: TestMember): Promise<string> {
    const id = randomUUID();
    const now = server.clock.now();
    const key = { projectSpaceId: at.id, uploadId: id };
    const row = { ...key, targetSpaceId: at.id, domain: at.slug, cells: {}, changes: [], notes: [] };
    await database.manager.insert(BulkUpload, {
      projectSpaceId: at.id, id, fileName: 'people.csv', status: BulkUploadStatus.READY, problems: [], columns: ['username', 'role'],
      format: 'csv', progressDone: 2, progressTotal: 2, summary: { ...summaryOf([]), rows: 2, invited: 1, problems: 1 }, appliedRows: 0,
      finishedThrough: 0, failures: 0, applyWhenChecked: false, renewExpired: false, targetSpaceIds: [at.id],
      areas: [{ projectSpaceId: at.id, area: null }], mailHeldUntil: null,
      createdById: maker.person.id, apiKeyId: null, createdAt: now, checkedAt: now, applyingSince: null, finishedAt: null,
    });
    await database.manager.insert(BulkUploadRow, [
      { ...row, number: 2, personKey: 'a@example.org', username: 'a@example.org', action: BulkUploadAction.INVITE, problems: [] },
      { ...row, number: 3, personKey: null, username: '', action: null, problems: [usernameMissing()] },
    ]);
    return id;
  }

  async function signedIn(webUserId: string): Promise<Client> {
    const client = new Client(server);
    const cookies: CookieJar = {
      get: () => undefined, set: (name, value) => void client.cookies.set(name, value), clear: () => undefined,
    };
    await database.transaction((tx) => services.sessions.begin(tx, webUserId, cookies, 'test'));
    return client;
  }

  async function member(at: TestSpace, options: MemberOptions = {}): Promise<TestMember> {
    const someone = options.person ?? (await person());
    const roleId = options.roleId
      ?? (options.permissions ? await role(at, options.permissions) : await roleNamed(at, options.role ?? 'Admin'));
    const membershipId = randomUUID();
    await database.transaction((tx) => services.memberRows.add(tx, {
      projectSpaceId: at.id, id: membershipId, webUserId: someone.id, roleId, active: options.active ?? true,
      joinedAt: server.clock.now(), lastAccessDate: null,
    }, options.locationIds ?? []));
    return { membershipId, person: someone, roleId, client: await signedIn(someone.id) };
  }

  /** The program that holds a key of this person, by default with all that they may do. */
  async function apiKey(
    at: TestSpace, maker: TestMember, given: { permissions?: Permission[]; expiresAt?: Date | null } = {},
  ): Promise<KeyClient> {
    const { data } = await maker.client.ask(`{ projectSpace(slug: "${at.slug}") { viewerPermissions } }`);
    const made = await maker.client.change('createApiKey', {
      projectSpaceId: at.id, name: `Key ${unique()}`, permissions: data.projectSpace.viewerPermissions, ...given,
    }, 'apiKey { id } secret');
    return new KeyClient(server, made.secret, made.apiKey.id);
  }

  /** One of support staff, signed in, with two-factor. */
  async function staff(given: Partial<WebUser> = {}): Promise<Client> {
    const client = await signedIn((await person({ ...given, isSupport: true })).id);
    await setUpTwoFactor(server, client);
    return client;
  }

  const anonymous = () => new Client(server);
  return { bulkUpload, space, person, role, roleNamed, location, member, apiKey, signedIn, staff, anonymous };
}

export type Builder = ReturnType<typeof builder>;
