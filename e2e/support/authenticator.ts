import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** An authenticator app that took a secret; each code is of a later step than the one before, so that none is asked for twice. */
export class Authenticator {
  private last = 0;

  constructor(private readonly secret: string) {}

  nextCode(): string {
    this.last = Math.max(this.last + STEP_MS, Date.now());
    return TOTP.generate({ secret: Secret.fromBase32(this.secret), timestamp: this.last });
  }
}
