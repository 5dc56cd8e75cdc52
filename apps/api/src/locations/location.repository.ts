import type { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import { containing } from '../platform/database/containing';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { insideCondition, type Viewer } from './area';
import { Location } from './location.entity';

export type LocationRow = Location & { nameKey: string };
export type LocationKey = Pick<Location, 'projectSpaceId' | 'id'>;

export interface LocationFilter {
  search?: string | null;
  parentId?: string | null;
  /** Only those with nothing above them that the viewer sees. */
  topOnly?: boolean | null;
}

export interface LocationUse {
  members: number;
  invitations: number;
  children: number;
}

const COLUMNS = `l.id, l.code, l.name, l.parent_id AS "parentId", l.path, l.project_space_id AS "projectSpaceId",
  lower(l.name) AS "nameKey"`;

function conditions(viewer: Viewer, { search, parentId, topOnly }: LocationFilter, parameters: Parameters): string {
  const term = containing(search);
  const inside = insideCondition(viewer, parameters);
  return allOf(
    `l.project_space_id = ${parameters.add(viewer.projectSpaceId)}`,
    inside,
    term && `lower(l.code || ' ' || l.name) LIKE ${parameters.add(term)}`,
    parentId && `l.parent_id = ${parameters.add(parentId)}`,
    topOnly && (viewer.area
      ? `l.id = ANY(${parameters.add(viewer.area)}::uuid[]) AND NOT l.path[: cardinality(l.path) - 1] && ${parameters.add(viewer.area)}::uuid[]`
      : 'l.parent_id IS NULL'),
  );
}

export class LocationRepository {
  constructor(private readonly database: DataSource) {}

  readonly byIds = async (keys: readonly string[]): Promise<(LocationRow | null)[]> => {
    const pairs = keys.map((key) => key.split('/'));
    const rows = await this.database.query<LocationRow[]>(
      `SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) k (space, id)
       JOIN locations l ON l.project_space_id = k.space AND l.id = k.id`,
      [pairs.map(([space]) => space), pairs.map(([, id]) => id)]);
    return inOrderOf(keys, rows, (row) => `${row.projectSpaceId}/${row.id}`);
  };

  async page(viewer: Viewer, filter: LocationFilter, request: PageRequest): Promise<Page<LocationRow>> {
    const parameters = new Parameters();
    const where = conditions(viewer, filter, parameters);
    const ordering = { expression: 'lower(l.name)', type: 'text', id: 'l.id', direction: SortDirection.ASC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const rows = await this.database.query<LocationRow[]>(
      `SELECT ${COLUMNS} FROM locations l WHERE ${allOf(where, beyond)}
       ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`, parameters.values);
    return pageOf(rows, request);
  }

  async count(viewer: Viewer, filter: LocationFilter): Promise<number> {
    const parameters = new Parameters();
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM locations l WHERE ${conditions(viewer, filter, parameters)}`, parameters.values);
    return Number(row?.count);
  }

  /** Which of these ids are locations of the project space. */
  async existing(
    tx: Transaction, projectSpaceId: string, ids: string[],
  ): Promise<Pick<Location, 'id' | 'code' | 'path'>[]> {
    if (ids.length === 0) return [];
    return await tx.query<Pick<Location, 'id' | 'code' | 'path'>[]>(
      'SELECT id, code, path FROM locations WHERE project_space_id = $1 AND id = ANY($2)', [projectSpaceId, ids]);
  }

  /** A location of one of these project spaces. */
  async find(tx: Transaction, projectSpaceIds: string[], id: string): Promise<LocationRow | null> {
    const [row] = await tx.query<LocationRow[]>(
      `SELECT ${COLUMNS} FROM locations l WHERE l.project_space_id = ANY($1) AND l.id = $2`, [projectSpaceIds, id]);
    return row ?? null;
  }

  /** Keeps others from assigning it until the transaction ends. */
  async lock(tx: Transaction, { projectSpaceId, id }: LocationKey): Promise<void> {
    await tx.query('SELECT 1 FROM locations WHERE project_space_id = $1 AND id = $2 FOR UPDATE', [projectSpaceId, id]);
  }

  /** How many members are assigned to each, and whether something lies below it; a key is `space/id`. */
  readonly facts = async (keys: readonly string[]): Promise<({ key: string; memberCount: number; hasChildren: boolean } | null)[]> => {
    const rows = await this.database.query<{ key: string; memberCount: number; hasChildren: boolean }[]>(
      `SELECT k.key,
         (SELECT count(*) FROM membership_locations ml
          WHERE ml.project_space_id = split_part(k.key, '/', 1)::uuid
            AND ml.location_id = split_part(k.key, '/', 2)::uuid)::int AS "memberCount",
         EXISTS (SELECT 1 FROM locations c
          WHERE c.project_space_id = split_part(k.key, '/', 1)::uuid
            AND c.parent_id = split_part(k.key, '/', 2)::uuid) AS "hasChildren"
       FROM unnest($1::text[]) k (key)`, [keys]);
    return inOrderOf(keys, rows, (row) => row.key);
  };

  async usesOf(tx: Transaction, { projectSpaceId, id }: LocationKey): Promise<LocationUse> {
    const [row] = await tx.query<[LocationUse]>(
      `SELECT
         (SELECT count(*) FROM membership_locations WHERE project_space_id = $1 AND location_id = $2)::int AS members,
         (SELECT count(*) FROM invitation_locations il
          JOIN invitations i ON i.project_space_id = il.project_space_id AND i.id = il.invitation_id AND i.status = 'OPEN'
          WHERE il.project_space_id = $1 AND il.location_id = $2)::int AS invitations,
         (SELECT count(*) FROM locations WHERE project_space_id = $1 AND parent_id = $2)::int AS children`,
      [projectSpaceId, id]);
    return row;
  }

  async add(tx: Transaction, location: Omit<Location, 'path'>): Promise<void> {
    await tx.insert(Location, location);
  }

  async change(tx: Transaction, { projectSpaceId, id }: LocationKey, to: Partial<Location>): Promise<void> {
    await tx.update(Location, { projectSpaceId, id }, to);
  }

  /** Invitations that have ended forget the location. */
  async remove(tx: Transaction, { projectSpaceId, id }: LocationKey): Promise<void> {
    await tx.query(
      `DELETE FROM invitation_locations il USING invitations i
       WHERE il.project_space_id = $1 AND il.location_id = $2
         AND i.project_space_id = il.project_space_id AND i.id = il.invitation_id AND i.status <> 'OPEN'`,
      [projectSpaceId, id]);
    await tx.delete(Location, { projectSpaceId, id });
  }
}
