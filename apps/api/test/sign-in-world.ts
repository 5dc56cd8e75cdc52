import { linkToken } from '../src/platform/crypto/link-token';
import { KeyRing } from '../src/platform/crypto/key-ring';
import { operator } from '../src/access/access';
import type { WebUser } from '../src/web-users/web-user.entity';
import { codeOf } from './authenticator';
import { builder, PASSWORD } from './build';
import { Client } from './client';
import type { TestUsher } from './usher';

const OTHER_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const STEP_SECONDS = 31;
const GHOSTS = 4;

export type CodeKind = 'fresh' | 'replayed' | 'wrong' | 'backup' | 'spent backup';

/** A code with whether it is right, and what is true once it has been taken. */
interface Given {
  code: string;
  isRight: boolean;
  spend: () => void;
}

interface Factor {
  secret: string;
  lastCode: string;
  backupCodes: string[];
  spentBackupCode: string;
}

interface Challenge {
  token: string;
  password: string;
  at: number;
}

/** A browser, what the rules say of it, and the refresh tokens of its present session, oldest first. */
export interface Browser {
  client: Client;
  isIn: boolean;
  refreshTokens: string[];
  accessToken: string | undefined;
  rotatedAt: number;
}

/** One person, their browsers at two servers, and beside them what the rules say must be so. */
export class SignInWorld {
  password = PASSWORD;
  isActive = true;
  factor: Factor | null = null;
  pendingSecret: string | null = null;
  readonly challenges: Challenge[] = [];
  /** Links that set a password, newest last; only that one may still work. */
  readonly resetTokens: string[] = [];
  resetUntil = 0;
  readonly browsers: Browser[];
  /** Cookies of sessions that have ended. */
  private ghosts: Client[] = [];
  private passwords = 0;
  private turn = 0;

  private constructor(private readonly servers: TestUsher[], readonly person: WebUser) {
    this.browsers = Array.from({ length: 3 }, () => ({ client: this.anybody(), isIn: false, refreshTokens: [], accessToken: undefined, rotatedAt: 0 }));
  }

  static async begin(servers: TestUsher[]): Promise<SignInWorld> {
    return new SignInWorld(servers, await builder(servers[0]!).person());
  }

  get server(): TestUsher {
    return this.servers[0]!;
  }

  get now(): number {
    return this.server.clock.now().getTime();
  }

  /** Somebody whose requests go to the servers in turn. */
  anybody(cookies: Record<string, string> = {}): Client {
    const next = () => this.servers[(this.turn += 1) % this.servers.length]?.url ?? '';
    return new Client({ get url() { return next(); } }, cookies);
  }

  newPassword(): string {
    return `lagoon number ${(this.passwords += 1)} at dusk`;
  }

  /** A code of this kind, now: for a fresh one the clock moves on. */
  give(kind: CodeKind, secret = this.factor?.secret ?? OTHER_SECRET): Given {
    const { factor } = this;
    const wrong = { isRight: false, spend: () => undefined };
    if (kind === 'wrong') return { ...wrong, code: codeOf(OTHER_SECRET, this.server) };
    if (kind === 'replayed') return { ...wrong, code: factor?.lastCode ?? '000000' };
    if (kind === 'spent backup') return { ...wrong, code: factor?.spentBackupCode ?? 'aaaa-aaaa-aaaa-aaaa' };
    if (kind === 'backup') {
      const code = factor?.backupCodes[0];
      return code === undefined ? { ...wrong, code: 'aaaa-aaaa-aaaa-aaaa' } : {
        code, isRight: true, spend: () => {
          factor?.backupCodes.shift();
          if (factor) factor.spentBackupCode = code;
        },
      };
    }
    this.server.clock.forward({ seconds: STEP_SECONDS });
    const code = codeOf(secret, this.server);
    return { code, isRight: true, spend: () => { if (this.factor) this.factor.lastCode = code; } };
  }

  /** The link that was mailed last, made from what the database keeps and the key. */
  async mailedResetToken(): Promise<string> {
    const [row] = await this.server.usher.database.query<{ id: string; keyId: string }[]>(
      'SELECT id, key_id AS "keyId" FROM password_resets WHERE web_user_id = $1 ORDER BY created_at DESC, id LIMIT 1', [this.person.id]);
    if (!row) throw new Error('There is no reset.');
    return linkToken(new KeyRing(this.server.config.encryptionKeys).get('link', row.keyId), 'password-reset', row.id, 1);
  }

  async setActive(active: boolean): Promise<void> {
    await this.server.usher.services.accountActivity.set(operator, { webUserId: this.person.id, active, reason: 'As the test says' });
    if (!active && this.isActive) this.endSessions(() => true);
    this.isActive = active;
  }

  began(browser: Browser): void {
    Object.assign(browser, { isIn: true, refreshTokens: [] });
    this.noteTokens(browser);
  }

  /** By the rules; whether it is so is seen when all are looked at. */
  endSessions(isEnded: (browser: Browser) => boolean): void {
    for (const browser of this.browsers.filter((one) => one.isIn && isEnded(one))) {
      browser.isIn = false;
      const refresh = browser.refreshTokens.at(-1);
      this.haunt({ ...(refresh && { usher_refresh: refresh }), ...(browser.accessToken && { usher_access: browser.accessToken }) });
    }
  }

  /** These cookies must never let anybody in again. */
  haunt(cookies: Record<string, string>): void {
    this.ghosts = [...this.ghosts, this.anybody(cookies)].slice(-GHOSTS);
  }

  noteTokens(browser: Browser): void {
    browser.accessToken = browser.client.cookies.get('usher_access');
    const token = browser.client.cookies.get('usher_refresh');
    if (token === undefined || browser.refreshTokens.includes(token)) return;
    browser.refreshTokens.push(token);
    browser.rotatedAt = this.now;
  }

  async isIn(client: Client): Promise<boolean> {
    const { data } = await client.ask('{ viewer { webUser { id } } }');
    if (data.viewer && data.viewer.webUser.id !== this.person.id) throw new Error('It is somebody else!');
    return data.viewer !== null;
  }

  /** Each browser is in exactly when the rules say so, and no ended session lets anybody in. */
  async judge(): Promise<void> {
    const browsers = this.browsers.map(async (browser, index) => {
      const isIn = await this.isIn(browser.client);
      if (isIn !== browser.isIn) throw new Error(`Browser ${index} is ${isIn ? 'in' : 'out'}, against the rules.`);
      if (isIn) this.noteTokens(browser);
    });
    const ghosts = this.ghosts.map(async (ghost) => {
      if (await this.isIn(ghost.at(this.server))) throw new Error('A session that had ended let somebody in.');
    });
    for (const result of await Promise.allSettled([...browsers, ...ghosts])) if (result.status === 'rejected') throw result.reason;
  }
}
