import { requireSignedIn } from '../access/access';
import type { Actor } from '../access/actor';
import { pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { type WebUserRepository } from '../web-users/web-user.repository';
import type { HistoryRow } from './history.repository';
import { type OwnHistoryRepository } from './own-history.repository';

const LIST = 'own-history';

/** The sign-in matters of one person, for nobody but them and support (AUD-1, SIG-6). */
export class OwnHistoryService {
  constructor(private readonly events: OwnHistoryRepository, private readonly people: WebUserRepository) {}

  async list(actor: Actor, first?: number | null, after?: string | null): Promise<Connection<HistoryRow>> {
    const { webUserId } = requireSignedIn(actor);
    const page = await this.events.page(await this.people.get(webUserId), pageRequest(LIST, { first, after }));
    return connectionOf(LIST, page, (row) => ({ value: row.sortValue, id: row.id }), () => this.events.count(webUserId));
  }
}
