import type { DataSource } from 'typeorm';

const placesOf = (of: 'membership' | 'invitation') =>
  `ARRAY(SELECT l.code FROM ${of}_locations p JOIN locations l ON l.project_space_id = p.project_space_id AND l.id = p.location_id
    WHERE p.project_space_id = t.project_space_id AND p.${of}_id = t.id ORDER BY p.position)`;

/** All that an upload leaves in its project space ($1), without ids and times; each row is one line. */
const TABLES = {
  memberships: `SELECT u.email, r.name AS role, t.active, ${placesOf('membership')} AS places FROM memberships t
    JOIN web_users u ON u.id = t.web_user_id JOIN roles r ON r.project_space_id = t.project_space_id AND r.id = t.role_id
    WHERE t.project_space_id = $1`,
  'former members': 'SELECT u.email FROM former_members f JOIN web_users u ON u.id = f.web_user_id WHERE f.project_space_id = $1',
  invitations: `SELECT t.email, t.status, t.sending, r.name AS role, ${placesOf('invitation')} AS places,
      (SELECT count(*) FROM invitation_links k WHERE k.project_space_id = $1 AND k.invitation_id = t.id) AS links
    FROM invitations t LEFT JOIN roles r ON r.project_space_id = t.project_space_id AND r.id = t.role_id WHERE t.project_space_id = $1`,
  rows: 'SELECT number, username, action, changes, problems, notes FROM bulk_upload_rows WHERE project_space_id = $1',
  uploads: `SELECT status, problems, progress_done, progress_total, summary, applied_rows, finished_through, finished_at IS NOT NULL AS is_over
    FROM bulk_uploads WHERE project_space_id = $1`,
  'audit events': `SELECT action, channel, actor_email, subject_email, changes,
      ARRAY(SELECT l.code FROM locations l WHERE l.project_space_id = $1 AND l.id = ANY(e.location_ids) ORDER BY l.code) AS places
    FROM audit_events e WHERE project_space_id = $1 AND bulk_upload_id IS NOT NULL`,
  mails: `SELECT kind, recipient, held_until IS NOT NULL AS is_held FROM mails WHERE params->>'projectSpaceId' = $1::text`,
  'webhook deliveries': `SELECT d.event, s->>'email' AS email, s->>'status' AS status, s#>>'{role,name}' AS role, s->'locationCodes' AS places
    FROM webhook_deliveries d
    CROSS JOIN LATERAL (SELECT coalesce(body::jsonb#>'{data,invitation}', body::jsonb#>'{data,membership}') AS s) told
    WHERE d.project_space_id = $1`,
};

export type AppliedState = Record<keyof typeof TABLES, string[]>;

export async function appliedState(database: DataSource, projectSpaceId: string): Promise<AppliedState> {
  const read = async (query: string) => (await database.query<{ line: string }[]>(
    `SELECT to_jsonb(x)::text AS line FROM (${query}) x ORDER BY line`, [projectSpaceId])).map(({ line }) => line);
  const state = Object.entries(TABLES).map(async ([name, query]) => [name, await read(query)] as const);
  return Object.fromEntries(await Promise.all(state)) as AppliedState;
}

/** The lines that one has more often than the other. */
function surplus(of: string[], over: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of over) left.set(line, (left.get(line) ?? 0) + 1);
  return of.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

const SHOWN = 3;

/** What differs, a few lines of each table; nothing where the two are equal. */
export function differences(state: AppliedState, wanted: AppliedState): string[] {
  return Object.keys(TABLES).flatMap((key) => {
    const name = key as keyof AppliedState;
    const sides = [['lacking', surplus(wanted[name], state[name])], ['too many', surplus(state[name], wanted[name])]] as const;
    return sides.flatMap(([side, lines]) => (lines.length > 0 ? [`${name}, ${lines.length} ${side}: ${lines.slice(0, SHOWN).join(' ')}`] : []));
  });
}
