/**
 * Open invitations of a project space ($1), one look-up for each address or account. A planner whose statistics lag behind
 * a table that grows by thousands would rather read all of a project space: within, it is given the index of the key alone.
 */
export const openInvitations = (key: 'email' | 'web_user_id', keys: string): string => `
  ${keys} AS wanted (key)
  JOIN LATERAL (SELECT * FROM invitations WHERE status = 'OPEN' AND ${key} = wanted.key OFFSET 0) i ON i.project_space_id = $1`;
