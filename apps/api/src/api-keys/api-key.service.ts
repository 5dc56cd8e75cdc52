import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { notFound, projectSpaceIdsOf, requireAnyOf, requireFound, requireIdentified, requirePermission, standingIn } from '../access/access';
import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Actor, Identified, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { withImplied } from '../access/permission-catalogue';
import { type AuditLog } from '../audit/audit-log.service';
import { canSee } from '../memberships/membership.policy';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { MembershipRow } from '../memberships/membership-row.repository';
import type { Clock } from '../platform/clock';
import { isUuid } from '../platform/database/keyset';
import { type Refusal, refuseTogether } from '../platform/refusal';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import { PermissionNotAvailable } from '../roles/role.errors';
import type { WebUserRow } from '../web-users/web-user.entity';
import { TooManyKeys } from './api-key.errors';
import { type ApiKeyRepository, type ApiKeyRow } from './api-key.repository';
import { hashOfKey, newApiKeySecret, writeApiKey } from './api-key-secret';

export interface NewApiKey {
  projectSpaceId: string;
  name: string;
  permissions: Permission[];
  expiresAt?: Date | null;
}

const LONGEST_NAME = 100;
const MOST_KEYS = 100;
const CONTROL = /\p{Cc}|\p{Cs}/u;

function refusalOfName(name: string): Refusal | null {
  if (name === '') return new Required('The name', 'name');
  if (name.length > LONGEST_NAME) return new TooLong('The name', LONGEST_NAME, 'name');
  return CONTROL.test(name) ? new Invalid('A name is one line of text.', 'name') : null;
}

/** Making, listing and revoking API keys (API-1). */
export class ApiKeyService {
  constructor(
    private readonly database: DataSource,
    private readonly keys: ApiKeyRepository,
    private readonly memberships: MembershipRepository,
    private readonly lock: StandingLock,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Those of a project space; of people outside the viewer's area none (ROL-7). */
  async list(context: RequestContext, projectSpaceId: string): Promise<ApiKeyRow[]> {
    const standing = requireAnyOf(context.actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
    const keys = await this.keys.all(projectSpaceId);
    const seen = await Promise.all(keys.map(async (key) => await this.isSeen(context, standing, key)));
    return keys.filter((_key, index) => seen[index]);
  }

  /** The key this request was made with. */
  async current({ actor }: RequestContext): Promise<ApiKeyRow | null> {
    return actor.kind === 'api-key' ? await this.keys.find([actor.projectSpaceId], actor.apiKeyId) : null;
  }

  /** Who made it, while they are a member. */
  async makerOf(context: RequestContext, key: ApiKeyRow): Promise<WebUserRow | null> {
    const standing = standingIn(context.actor, key.projectSpaceId);
    return standing && ((await this.makerIn(context, key))?.webUser ?? null);
  }

  async countOf(context: RequestContext, { projectSpaceId, webUserId }: MembershipRow): Promise<number> {
    const counts = context.loader(
      async (people) => await this.keys.counts(projectSpaceId, people), `API keys in ${projectSpaceId}`);
    return (await counts.load(webUserId))?.count ?? 0;
  }

  /** Allows at most what its maker does; the secret is answered this once and never stored. */
  async create(actor: Actor, { projectSpaceId, ...given }: NewApiKey): Promise<{ apiKey: ApiKeyRow; secret: string }> {
    requirePermission(actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
    const maker = requireIdentified(actor);
    const name = given.name.trim();
    const expiresAt = given.expiresAt ?? null;
    const shown = newApiKeySecret();
    const apiKey = await this.database.transaction(async (tx) => {
      const standing = await this.lock.take(tx, actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
      refuseTogether(
        refusalOfName(name), this.refusalOfPermissions(standing, given.permissions), this.refusalOfExpiry(maker, expiresAt));
      if ((await this.keys.count(tx, projectSpaceId)) >= MOST_KEYS) throw new TooManyKeys(MOST_KEYS);
      const key = {
        projectSpaceId, id: randomUUID(), name, prefix: shown.prefix, permissions: withImplied(given.permissions),
        createdById: maker.webUserId, madeByKeyId: maker.kind === 'api-key' ? maker.apiKeyId : null, createdAt: this.clock.now(),
        lastUsedAt: null, expiresAt,
      };
      await this.keys.add(tx, { ...key, secretHash: hashOfKey(shown.secret), revokedAt: null });
      await this.audit.record(tx, actor, {
        projectSpaceId, action: 'api-key.created', subjectName: name, changes: [
          { field: 'permissions', from: null, to: key.permissions.join(', ') || null },
          { field: 'expiresAt', from: null, to: expiresAt?.toISOString() ?? null },
        ].filter(({ to }) => to !== null),
      });
      return key;
    });
    return { apiKey, secret: writeApiKey(shown) };
  }

  /** Ends it with the next request, and with it every key that was made with it. */
  async revoke(context: RequestContext, apiKeyId: string): Promise<string> {
    const { actor } = context;
    const found = isUuid(apiKeyId) ? await this.keys.find(projectSpaceIdsOf(actor), apiKeyId) : null;
    const { thing: key, standing } = requireFound(actor, found, Permission.MANAGE_INTEGRATIONS, 'apiKeyId');
    if (!(await this.isSeen(context, standing, key))) throw notFound(actor, 'apiKeyId');
    await this.database.transaction(async (tx) => {
      const { projectSpaceId } = key;
      await this.lock.take(tx, actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
      const ended = await this.keys.revoke(tx, key, this.clock.now());
      if (ended.length === 0) throw notFound(actor, 'apiKeyId');
      await this.audit.record(tx, actor, ...ended.map(({ name }) => ({ projectSpaceId, action: 'api-key.revoked', subjectName: name })));
    });
    return key.id;
  }

  private async makerIn(context: RequestContext, { projectSpaceId, createdById }: ApiKeyRow): Promise<MembershipRow | null> {
    return await context.loader(this.memberships.byPerson).load(`${projectSpaceId}/${createdById}`);
  }

  private async isSeen(context: RequestContext, standing: Standing, key: ApiKeyRow): Promise<boolean> {
    if (standing.area === null) return true;
    const maker = await this.makerIn(context, key);
    return maker !== null && canSee(standing, maker);
  }

  private refusalOfPermissions(standing: Standing, permissions: Permission[]): Refusal | null {
    const isWithin = withImplied(permissions).every((permission) => standing.permissions.includes(permission));
    return isWithin ? null : new PermissionNotAvailable('A key cannot do more than you can.', 'permissions');
  }

  /** A key that makes another cannot live on in it: `revoke` sees to the rest. */
  private refusalOfExpiry(maker: Identified, expiresAt: Date | null): Refusal | null {
    if (expiresAt && expiresAt <= this.clock.now()) return new Invalid('This moment has passed. Choose one in the future.', 'expiresAt');
    const last = maker.kind === 'api-key' ? maker.expiresAt : null;
    return last && (!expiresAt || expiresAt > last) ? new Invalid('A key cannot make one that outlives it.', 'expiresAt') : null;
  }
}
