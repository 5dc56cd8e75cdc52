import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { ClaimedAddress } from './claimed-address.entity';
import { WebUser } from './web-user.entity';

export class WebUserRepository {
  constructor(private readonly database: DataSource) {}

  /** The account an address belongs to, be it as username or as e-mail (ADR-2). */
  async findByAddress(address: string, tx: Transaction = this.database.manager): Promise<WebUser | null> {
    const claim = await tx.findOneBy(ClaimedAddress, { address });
    return claim && (await tx.findOneBy(WebUser, { id: claim.webUserId }));
  }

  async get(id: string, tx: Transaction = this.database.manager): Promise<WebUser> {
    return await tx.findOneByOrFail(WebUser, { id });
  }

  async addressesOf(tx: Transaction, webUserId: string): Promise<string[]> {
    return (await tx.findBy(ClaimedAddress, { webUserId })).map((claim) => claim.address);
  }

  /** The unique key of the claimed address decides who is first. */
  async add(tx: Transaction, person: WebUser): Promise<void> {
    await tx.insert(WebUser, person);
    await tx.insert(ClaimedAddress, { address: person.username, webUserId: person.id });
  }

  async save(tx: Transaction, person: WebUser): Promise<void> {
    await tx.save(person, { reload: false });
  }

  async setPassword(tx: Transaction, id: string, passwordHash: string): Promise<void> {
    await tx.update(WebUser, { id }, { passwordHash });
  }

  /** What is decided about an address waits for whoever is deciding about it already. */
  async lockAddress(tx: Transaction, address: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('address:' || $1, 0))`, [address]);
  }
}
