import type { WebhookEvent } from './webhook-event';
import { typeOf } from './webhook-event';

const moment = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ROLE = `json_build_object('id', r.id, 'name', r.name)`;

/** Each row is one thing to tell of; `$5` are the ids. */
const INVITATION = `
  SELECT json_build_object('invitation', json_build_object(
    'id', i.id, 'email', i.email, 'status', i.status, 'role', CASE WHEN r.id IS NOT NULL THEN ${ROLE} END,
    'locationCodes', ARRAY(SELECT l.code FROM invitation_locations il
      JOIN locations l ON l.project_space_id = il.project_space_id AND l.id = il.location_id
      WHERE il.project_space_id = i.project_space_id AND il.invitation_id = i.id ORDER BY il.position),
    'webUserId', i.web_user_id, 'invitedById', i.invited_by_id, 'invitedAt', ${moment('i.invited_at')},
    'expiresAt', ${moment('i.expires_at')}, 'deliveryStatus', i.delivery_status)) AS data
  FROM invitations i LEFT JOIN roles r ON r.project_space_id = i.project_space_id AND r.id = i.role_id
  WHERE i.project_space_id = $1 AND i.id = ANY($5::uuid[])`;

const MEMBERSHIP = `
  SELECT json_build_object('membership', json_build_object(
    'id', m.id, 'webUserId', m.web_user_id, 'email', u.email, 'username', u.username, 'active', m.active, 'role', ${ROLE},
    'locationCodes', ARRAY(SELECT l.code FROM membership_locations ml
      JOIN locations l ON l.project_space_id = ml.project_space_id AND l.id = ml.location_id
      WHERE ml.project_space_id = m.project_space_id AND ml.membership_id = m.id ORDER BY ml.position),
    'joinedAt', ${moment('m.joined_at')})) AS data
  FROM memberships m JOIN web_users u ON u.id = m.web_user_id
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  WHERE m.project_space_id = $1 AND m.id = ANY($5::uuid[])`;

/** What is left of a member who was removed (MEM-3). */
const FORMER_MEMBER = `
  SELECT json_build_object('membership', json_build_object(
    'id', f.membership_id, 'webUserId', f.web_user_id, 'email', u.email, 'username', u.username, 'active', false,
    'role', CASE WHEN r.id IS NOT NULL THEN ${ROLE} END,
    'locationCodes', ARRAY(SELECT l.code FROM unnest(f.location_ids) WITH ORDINALITY held (id, position)
      JOIN locations l ON l.project_space_id = f.project_space_id AND l.id = held.id ORDER BY held.position),
    'joinedAt', ${moment('f.joined_at')}, 'removedAt', ${moment('f.removed_at')},
    'undoUntil', ${moment('f.undo_until')})) AS data
  FROM former_members f JOIN web_users u ON u.id = f.web_user_id
  LEFT JOIN roles r ON r.project_space_id = f.project_space_id AND r.id = f.role_id
  WHERE f.project_space_id = $1 AND f.membership_id = ANY($5::uuid[])`;

function subjectsOf(event: string): string {
  if (event === 'MEMBERSHIP_REMOVED') return FORMER_MEMBER;
  return event.startsWith('INVITATION_') ? INVITATION : MEMBERSHIP;
}

/**
 * Writes the deliveries of one kind of event for any number of things, one for each webhook that wants it, in one
 * statement. A webhook that is just being deleted is waited for, and then left out.
 */
export const deliveriesOf = (event: string): string => `
  WITH wanted AS MATERIALIZED (
    SELECT w.id FROM webhooks w
    WHERE w.project_space_id = $1 AND w.enabled AND $2 = ANY(w.events) FOR KEY SHARE)
  INSERT INTO webhook_deliveries (project_space_id, webhook_id, event, at, next_attempt_at, body)
  SELECT $1, w.id, $2, $3, $3, json_build_object('type', $4::text, 'timestamp', ${moment('$3::timestamptz')},
    'data', told.data::jsonb || jsonb_build_object('projectSpace', jsonb_build_object('id', p.id, 'slug', p.slug)))::text
  FROM wanted w JOIN project_spaces p ON p.id = $1 CROSS JOIN LATERAL (${subjectsOf(event)}) told`;

/** A body like any other, about nobody. */
export function sampleBody(event: WebhookEvent, projectSpace: { id: string; slug: string }, at: Date): string {
  return JSON.stringify({ type: typeOf(event), timestamp: at.toISOString(), data: { test: true, projectSpace } });
}
