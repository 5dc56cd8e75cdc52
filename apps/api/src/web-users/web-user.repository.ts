import { type DataSource, In } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Transaction } from '../platform/database/data-source';
import { ClaimedAddress } from './claimed-address.entity';
import { WebUser, type WebUserRow } from './web-user.entity';

export class WebUserRepository {
  constructor(private readonly database: DataSource) {}

  /** The account an address belongs to, be it as username or as e-mail (ADR-2). */
  async findByAddress(address: string, tx: Transaction = this.database.manager): Promise<WebUser | null> {
    return await tx.createQueryBuilder(WebUser, 'u')
      .innerJoin(ClaimedAddress, 'c', 'c.webUserId = u.id AND c.address = :address', { address }).getOne();
  }

  async find(id: string, tx: Transaction = this.database.manager): Promise<WebUser | null> {
    return await tx.findOneBy(WebUser, { id });
  }

  readonly byIds = async (ids: readonly string[]): Promise<(WebUserRow | null)[]> => {
    const people = await this.database.manager.findBy(WebUser, { id: In([...ids]) });
    return inOrderOf(ids, people, ({ id }) => id);
  };

  /** Holds the account until the transaction ends, as a change of it does: rows that name the account may still be written. */
  async lock(tx: Transaction, id: string): Promise<WebUser | null> {
    return await tx.findOne(WebUser, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async get(id: string, tx: Transaction = this.database.manager): Promise<WebUser> {
    return await tx.findOneByOrFail(WebUser, { id });
  }

  /** The unique key of the claimed address decides who is first. */
  async add(tx: Transaction, person: WebUser): Promise<void> {
    await tx.insert(WebUser, person);
    await tx.insert(ClaimedAddress, { address: person.username, webUserId: person.id });
  }

  /** Only what is given, so that nothing is taken back that changed meanwhile. */
  async change(tx: Transaction, id: string, to: Partial<WebUser>): Promise<void> {
    await tx.update(WebUser, { id }, to);
  }

  /** Claims the address and lets go of the present one, unless that is the username; false where somebody else has it. */
  async moveMail(tx: Transaction, { id, email, username }: WebUser, address: string): Promise<boolean> {
    const claimed = await tx.query<unknown[]>(
      `INSERT INTO claimed_addresses AS c (address, web_user_id) VALUES ($1, $2)
       ON CONFLICT (address) DO UPDATE SET web_user_id = c.web_user_id WHERE c.web_user_id = $2 RETURNING address`, [address, id]);
    if (claimed.length === 0) return false;
    await tx.update(WebUser, { id }, { email: address });
    if (email !== username && email !== address) await tx.delete(ClaimedAddress, { address: email });
    return true;
  }

  /** Null: nobody gets in by a password until a reset sets one. */
  async setPassword(tx: Transaction, id: string, passwordHash: string | null): Promise<void> {
    await this.change(tx, id, { passwordHash });
  }

  /** The same password hashed anew, unless it was changed meanwhile. */
  async replaceHash({ id, passwordHash: former }: WebUser, passwordHash: string): Promise<void> {
    await this.database.query(
      'UPDATE web_users SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [id, former, passwordHash]);
  }

  /** Whether the account is still what its password was compared with; its row is held until the transaction ends. */
  async isStill(tx: Transaction, { id, passwordHash, twoFactorEnabled }: WebUser): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM web_users WHERE id = $1 AND password_hash IS NOT DISTINCT FROM $2 AND two_factor_enabled = $3
         AND deactivated_at IS NULL FOR UPDATE`, [id, passwordHash, twoFactorEnabled]);
    return rows.length === 1;
  }

  /**
   * What is decided about a person waits for whoever is deciding about them already, at whichever of their addresses;
   * taken in one order, so that nobody waits in a ring.
   */
  async lockAddresses(tx: Transaction, ...addresses: string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('address:' || a.address, 0)) FROM (
         SELECT unnest($1::text[]) AS address UNION
         SELECT other.address FROM claimed_addresses own
         JOIN claimed_addresses other ON other.web_user_id = own.web_user_id WHERE own.address = ANY($1)
         ORDER BY address) a`, [addresses]);
  }
}
