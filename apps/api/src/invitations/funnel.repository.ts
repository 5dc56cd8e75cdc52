import type { Viewer } from '../locations/area';
import { allOf, Parameters } from '../platform/database/parameters';
import type { Reads } from '../platform/database/replica-reads';
import { insideOf } from './invitation-list.repository';

/** Invitations sent in some days, by what became of them. */
export interface Funnel {
  sent: number;
  delivered: number;
  accepted: number;
  expired: number;
  undeliverable: number;
}

export class FunnelRepository {
  constructor(private readonly reads: Reads) {}

  /** Who accepted was reached, whether or not a provider told so. */
  async since(viewer: Viewer, since: Date, now: Date): Promise<Funnel> {
    const parameters = new Parameters();
    const moment = parameters.add(now);
    const [row] = await this.reads.query<Funnel[]>(
      `SELECT count(*)::int AS sent,
         count(*) FILTER (WHERE i.status = 'ACCEPTED' OR i.delivery_status = 'DELIVERED')::int AS delivered,
         count(*) FILTER (WHERE i.status = 'ACCEPTED')::int AS accepted,
         count(*) FILTER (WHERE i.status = 'OPEN' AND i.expires_at <= ${moment})::int AS expired,
         count(*) FILTER (WHERE i.status <> 'ACCEPTED' AND i.delivery_status = 'UNDELIVERABLE')::int AS undeliverable
       FROM invitations i WHERE ${allOf(
         `i.project_space_id = ${parameters.add(viewer.projectSpaceId)}`, `i.last_sent_at > ${parameters.add(since)}`,
         insideOf(viewer, parameters))}`, parameters.values);
    return row ?? { sent: 0, delivered: 0, accepted: 0, expired: 0, undeliverable: 0 };
  }
}
