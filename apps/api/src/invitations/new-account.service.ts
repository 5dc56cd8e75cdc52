import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock';
import { refuseTogether } from '../platform/refusal';
import { type PasswordHasher } from '../sign-in/password-hasher';
import { refusalOfPassword } from '../sign-in/password-policy';
import { WeakPassword } from '../sign-in/sign-in.errors';
import { refusalOfName } from '../web-users/person-name';
import type { WebUser } from '../web-users/web-user.entity';
import { TermsNotAccepted } from './invitation.errors';

export interface NewAccount {
  firstName: string;
  lastName: string;
  password: string;
  agreeToTerms: boolean;
}

/** The account of an invited person who has none (INV-6). */
export class NewAccountService {
  constructor(
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
    private readonly termsVersion: string,
  ) {}

  /** Checks everything at once and does the slow hashing, before any transaction begins. */
  async prepare(email: string, { firstName, lastName, password, agreeToTerms }: NewAccount): Promise<WebUser> {
    const weakness = refusalOfPassword(password, { username: email, email, firstName, lastName });
    refuseTogether(
      refusalOfName(firstName, 'First name', 'account', 'firstName'),
      refusalOfName(lastName, 'Last name', 'account', 'lastName'),
      weakness === null ? null : new WeakPassword(weakness, 'account', 'password'),
      agreeToTerms ? null : new TermsNotAccepted());
    const now = this.clock.now();
    const person = {
      id: randomUUID(), username: email, email, firstName: firstName.trim(), lastName: lastName.trim(),
      passwordHash: await this.passwords.hash(password), lastLogin: null, deactivatedAt: null,
      termsVersion: this.termsVersion, termsAgreedAt: now, createdAt: now, deactivated: false,
      twoFactorEnabled: false, isSupport: false,
    };
    return person;
  }
}
