import type { RequestContext } from '../access/context';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import type { WebUser } from '../web-users/web-user.entity';
import { type KnownDeviceRepository } from './known-device.repository';
import { hashOfSecret, newSecret } from './session-token';

const DEVICE_COOKIE = 'usher_device';
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const SECRET = /^[\w-]{43}$/;

/** Tells people of a sign-in on a device they have not used before (SIG-6). */
export class DeviceService {
  constructor(
    private readonly devices: KnownDeviceRepository, private readonly notices: SecurityNotices, private readonly clock: Clock,
  ) {}

  /** Notes where a session begins. The very first sign-in of an account is nothing to tell of. */
  async arrive(
    tx: Transaction, person: Pick<WebUser, 'id' | 'email' | 'lastLogin'>, { cookies, actor: { userAgent } }: RequestContext,
  ): Promise<void> {
    const present = cookies.get(DEVICE_COOKIE) ?? '';
    const secret = SECRET.test(present) ? present : newSecret();
    cookies.set(DEVICE_COOKIE, secret, YEAR_SECONDS);
    const isNew = await this.devices.note(tx, {
      webUserId: person.id, deviceHash: hashOfSecret(secret), seenAt: this.clock.now(),
    });
    if (isNew && person.lastLogin) await this.notices.tell(tx, person, SecurityNoticeKind.NEW_DEVICE, userAgent);
  }
}
