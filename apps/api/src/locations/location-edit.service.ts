import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireFound, requirePermission } from '../access/access';
import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Actor, Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { type Refusal, refuseTogether } from '../platform/refusal';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import { isInside } from './area';
import { LocationInUse, LocationNotAvailable } from './location.errors';
import { type LocationRepository, type LocationRow } from './location.repository';

export interface NewLocation {
  projectSpaceId: string;
  code: string;
  name: string;
  parentId?: string | null;
}

export interface LocationChange {
  locationId: string;
  name?: string | null;
  parentId?: string | null;
  moveToTop?: boolean | null;
}

const LONGEST_CODE = 100;
const LONGEST_NAME = 255;
const CONTROL = /\p{Cc}|\p{Cs}/u;

function refusalOfCode(code: string): Refusal | null {
  if (code === '') return new Required('The code', 'code');
  if (code.length > LONGEST_CODE) return new TooLong('The code', LONGEST_CODE, 'code');
  return CONTROL.test(code) || code.includes(',') ? new Invalid('A code is one line without a comma.', 'code') : null;
}

function refusalOfName(name: string): Refusal | null {
  if (name === '') return new Required('The name', 'name');
  if (name.length > LONGEST_NAME) return new TooLong('The name', LONGEST_NAME, 'name');
  return CONTROL.test(name) ? new Invalid('A name is one line of text.', 'name') : null;
}

/** Adding, renaming, moving and deleting locations; whoever is limited to an area does so within it (ROL-7). */
export class LocationEditService {
  constructor(
    private readonly database: DataSource,
    private readonly locations: LocationRepository,
    private readonly lock: StandingLock,
    private readonly audit: AuditLog,
  ) {}

  async create(actor: Actor, { projectSpaceId, parentId, ...given }: NewLocation): Promise<LocationRow> {
    requirePermission(actor, projectSpaceId, Permission.EDIT_LOCATIONS);
    const code = given.code.trim();
    const name = given.name.trim();
    return await this.writing(async (tx) => {
      const standing = await this.lock.take(tx, actor, projectSpaceId, Permission.EDIT_LOCATIONS);
      const parent = await this.findPlace(tx, standing, parentId ?? null);
      refuseTogether(refusalOfCode(code), refusalOfName(name), parent instanceof LocationNotAvailable ? parent : null);
      const id = randomUUID();
      await this.locations.add(tx, { projectSpaceId, id, code, name, parentId: parentId ?? null });
      await this.audit.record(tx, actor, {
        projectSpaceId, action: 'location.created', subjectName: code,
        changes: changesBetween({}, { name, parent: parent instanceof LocationNotAvailable ? null : parent?.code ?? null }),
      });
      return await this.reload(tx, projectSpaceId, id);
    });
  }

  async change(actor: Actor, { locationId, ...given }: LocationChange): Promise<LocationRow> {
    return await this.writing(async (tx) => {
      const { location, standing } = await this.load(tx, actor, locationId);
      const { projectSpaceId } = location;
      const name = given.name?.trim() ?? location.name;
      const parentId = given.moveToTop ? null : given.parentId ?? location.parentId;
      const moves = parentId !== location.parentId;
      const parent = moves ? await this.findPlace(tx, standing, parentId) : null;
      refuseTogether(refusalOfName(name), parent instanceof LocationNotAvailable ? parent : null);
      await this.locations.change(tx, location, { name, ...(moves && { parentId }) });
      const after = await this.reload(tx, projectSpaceId, locationId);
      const codeOf = async (id: string | null) => (id ? (await this.reload(tx, projectSpaceId, id)).code : null);
      const changes = changesBetween(
        { name: location.name, parent: moves ? await codeOf(location.parentId) : null },
        { name: after.name, parent: moves ? await codeOf(after.parentId) : null });
      if (changes.length > 0) {
        await this.audit.record(tx, actor, { projectSpaceId, action: 'location.changed', subjectName: location.code, changes });
      }
      return after;
    });
  }

  async delete(actor: Actor, locationId: string): Promise<string> {
    return await this.writing(async (tx) => {
      const { location } = await this.load(tx, actor, locationId);
      const use = await this.locations.usesOf(tx, location);
      if (use.members + use.invitations + use.children > 0) throw new LocationInUse(use);
      const { projectSpaceId, code, name } = location;
      await this.locations.remove(tx, location);
      await this.audit.record(tx, actor, {
        projectSpaceId, action: 'location.deleted', subjectName: code, changes: [{ field: 'name', from: name, to: null }],
      });
      return location.id;
    });
  }

  private async writing<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  /** The tree is changed by one at a time, so that two moves cannot close a circle. */
  private async load(tx: Transaction, actor: Actor, id: string): Promise<{ location: LocationRow; standing: Standing }> {
    const find = async () => (isUuid(id) ? await this.locations.find(tx, projectSpaceIdsOf(actor), id) : null);
    const { thing } = requireFound(actor, await find(), Permission.EDIT_LOCATIONS, 'locationId', isInside);
    const standing = await this.lock.take(tx, actor, thing.projectSpaceId, Permission.EDIT_LOCATIONS);
    await this.locations.lock(tx, thing);
    const { thing: location } = requireFound(
      actor, await find(), Permission.EDIT_LOCATIONS, 'locationId', (_standing, place) => isInside(standing, place));
    return { location, standing };
  }

  /** Where something may be put: the top only by those who see all of it. */
  private async findPlace(tx: Transaction, standing: Standing, id: string | null) {
    if (id === null) {
      return standing.area === null ? null
        : new LocationNotAvailable('Choose a place within your own locations.', 'parentId');
    }
    const [place] = isUuid(id) ? await this.locations.existing(tx, standing.projectSpaceId, [id]) : [];
    if (place && isInside(standing, place)) return place;
    return new LocationNotAvailable('This location does not exist here. Please choose from the list.', 'parentId');
  }

  private async reload(tx: Transaction, projectSpaceId: string, id: string): Promise<LocationRow> {
    const row = await this.locations.find(tx, [projectSpaceId], id);
    if (!row) throw new Error('A location that was just written is missing.');
    return row;
  }
}
