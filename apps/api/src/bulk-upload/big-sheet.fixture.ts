import { Permission } from '../access/permission';
import type { Builder, TestSpace } from '../../test/build';
import type { TestUsher } from '../../test/usher';

const PLACES = ['north', 'south', 'east'];
const MEMBERS_OF_TEN = 6;
const KEEPER = 'Keeper';
/** Whose invitation has expired and stands as it is: foreseen as renewed, and left alone where that is not asked for. */
const EXPIRED_TURN = 6;
const email = (index: number) => `r${index}@example.org`;

/** What row `index` says; of each ten six are about members, three about strangers, and one about who is invited already. */
function line(index: number): string {
  const turn = Math.floor(index / 10);
  const place = PLACES[turn % PLACES.length];
  switch (index % 10) {
    case 0: return `${email(index)},${KEEPER},,,north,`;
    case 1: return `${email(index)},${KEEPER},,Somebody Else,${place},south`;
    case 2: return `${email(index)},Read Only,,,${place},east`;
    case 3: return turn % 5 === 0 ? `${email(index)},,yes,,,` : `${email(index)},Read Only,,,north,`;
    case 4: return turn % 5 === 0 ? `${email(index)},No Such Role,,,north,` : `${email(index)},Read Only,,,north,`;
    case 5: return `${email(index)},Read Only,,,north,`;
    case 6: return turn % 5 === 0 ? `nobody-${index},Read Only,,,,` : `${email(index)},Read Only,,,,`;
    case 9: return turn % 10 === EXPIRED_TURN ? `${email(index)},Read Only,,,north,` : turn % 2 === 0 ? `${email(index)},${KEEPER},,,${place},` : `${email(index)},,yes,,,`;
    default: return `${email(index)},${KEEPER},,,${place},`;
  }
}

export const bigSheet = (rows: number): string => [
  'username,role,remove,first_name,location_code 1,location_code 2', ...Array.from({ length: rows }, (_, index) => line(index)),
].join('\n');

/** Everybody of whom the sheet expects an account. */
export async function addPeople({ usher: { database } }: TestUsher, rows: number): Promise<void> {
  await database.query(
    `WITH people AS (
       INSERT INTO web_users (username, email, first_name, last_name, created_at)
       SELECT 'r' || n || '@example.org', 'r' || n || '@example.org', 'Ana', 'Silva', now()
       FROM generate_series(0, $1::int - 1) n WHERE n % 10 < ${MEMBERS_OF_TEN} RETURNING id, email)
     INSERT INTO claimed_addresses (address, web_user_id) SELECT email, id FROM people`, [rows]);
}

/** A project space as the sheet expects it: its members read only, in the north, as do those who are invited. */
export async function addSpace({ usher: { database } }: TestUsher, build: Builder, rows: number): Promise<TestSpace> {
  const space = await build.space({ usesLocations: true });
  for (const code of PLACES) await build.location(space, code);
  await build.role(space, [Permission.VIEW_WEB_USERS], { name: KEEPER });
  const values = [space.id, await build.roleNamed(space, 'Read Only')];
  await database.query(
    `INSERT INTO memberships (project_space_id, web_user_id, role_id, joined_at)
     SELECT $1, id, $2, now() FROM web_users WHERE email ~ '^r[0-9]+@'`, values);
  await database.query(
    `INSERT INTO invitations (project_space_id, id, email, role_id, invited_at, last_sent_at, expires_at)
     SELECT $1, gen_random_uuid(), 'r' || n || '@example.org', $2, now(), now(),
       now() + CASE WHEN n / 10 % 10 = ${EXPIRED_TURN} THEN interval '-1 day' ELSE interval '30 days' END
     FROM generate_series(9, $3::int - 1, 10) n`, [...values, rows]);
  for (const kind of ['membership', 'invitation']) {
    await database.query(
      `INSERT INTO ${kind}_locations (project_space_id, ${kind}_id, location_id, position)
       SELECT t.project_space_id, t.id, l.id, 0 FROM ${kind}s t
       JOIN locations l ON l.project_space_id = t.project_space_id AND l.code = 'north' WHERE t.project_space_id = $1`, [space.id]);
  }
  return space;
}
