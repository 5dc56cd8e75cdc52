import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { operator } from '../access/access';
import { Invalid } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { type PasswordResetService } from '../sign-in/password-reset.service';
import { parseEmailAddress } from '../web-users/email-address';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';

const LINK_HOURS = 24;

/** Staff accounts, made from the command line (SUP-1). */
export class StaffService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly passwordResets: PasswordResetService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  /** Makes an account one of staff, a new one where the address has none; answers with a single-use link to its password. */
  async create(email: string): Promise<string> {
    const address = this.addressIn(email);
    return await this.database.transaction(async (tx) => {
      await this.people.lockAddresses(tx, address);
      const known = await this.people.findByAddress(address, tx);
      if (known?.deactivated) throw new Invalid(`The account of ${address} is deactivated.`, 'email');
      const person = known ?? this.newcomer(address);
      if (!known) await this.people.add(tx, person);
      await this.people.change(tx, person.id, { isSupport: true });
      const { token } = await this.passwordResets.newLink(tx, person.id, LINK_HOURS);
      await this.audit.recordSupport(tx, operator, person.id, 'staff.created', 'Made from the command line');
      return `${this.publicUrl}/reset-password/${token}`;
    });
  }

  /** Who acts at the command line: the member of staff that is named, else the operator. */
  async actingAs(email: string | undefined): Promise<Staff> {
    if (email === undefined) return operator;
    const { id, isSupport, deactivated, email: mailedTo } = await this.getPerson(email);
    if (!isSupport || deactivated) throw new Invalid(`${email} is not a staff account.`, 'as');
    return { ...operator, webUserId: id, email: mailedTo };
  }

  async getPerson(email: string): Promise<WebUser> {
    const person = await this.people.findByAddress(this.addressIn(email));
    if (!person) throw new Invalid(`There is no account with the address ${email}.`, 'email');
    return person;
  }

  private addressIn(email: string): string {
    const parsed = parseEmailAddress(email);
    if ('problem' in parsed) throw new Invalid(`"${email}" is not a valid email address.`, 'email');
    return parsed.address;
  }

  private newcomer(address: string): WebUser {
    return {
      id: randomUUID(), username: address, email: address, firstName: 'Support', lastName: 'Staff', passwordHash: null,
      lastLogin: null, deactivatedAt: null, deactivated: false, twoFactorEnabled: false, isSupport: true,
      termsVersion: null, termsAgreedAt: null, createdAt: this.clock.now(),
    };
  }
}
