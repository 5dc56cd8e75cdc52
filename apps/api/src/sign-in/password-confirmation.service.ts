import type { Throttles } from '../access/throttles';
import { Attempt } from '../platform/throttle/attempt';
import type { WebUser } from '../web-users/web-user.entity';
import { type PasswordHasher } from './password-hasher';
import { WrongPassword } from './sign-in.errors';

/** Asks a signed-in person for the password again, so often and no more (SIG-3). */
export class PasswordConfirmation {
  constructor(private readonly passwords: PasswordHasher, private readonly throttles: Throttles) {}

  async require({ id, passwordHash }: Pick<WebUser, 'id' | 'passwordHash'>, password: string, field: string): Promise<void> {
    const attempt = new Attempt([this.throttles.password, id]);
    if (!(await this.passwords.verify(password, passwordHash, () => attempt.count()))) throw new WrongPassword(field);
    await attempt.forgive();
  }
}
