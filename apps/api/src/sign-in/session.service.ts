import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor, SignedIn } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import type { AuditChannel } from '../access/channel';
import type { CookieJar } from '../access/context';
import { type Clock, daysAfter } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { ACCESS_MINUTES, type AccessTokens } from './access-tokens';
import type { Session } from './session.entity';
import { type SessionRepository } from './session.repository';
import { hashOfSecret, newSecret, readSessionToken, writeSessionToken } from './session-token';

const SESSION_DAYS = 30;
const PREDECESSOR_MS = 30_000;
const LONGEST_USER_AGENT = 400;

const ACCESS_COOKIE = 'usher_access';
const REFRESH_COOKIE = 'usher_refresh';

/** How a request presents itself besides its cookies. */
export interface Visit {
  channel: AuditChannel;
  userAgent: string | null;
}

/** Sessions: a short-lived token beside a rotating one, both in cookies (SIG-2). */
export class SessionService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionRepository,
    private readonly actors: ActorRepository,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  /** Who asks: by the access cookie, else by the refresh cookie in passing; cookies no longer valid count as absent. */
  async recognize(cookies: CookieJar, visit: Visit): Promise<Actor> {
    return (await this.byAccessCookie(cookies, visit)) ?? (await this.refresh(cookies, visit)) ?? { kind: 'anonymous', ...visit };
  }

  /** Who asks for a stream: its answer sets no cookies, so nothing is refreshed in passing. */
  async recognizeOnly(cookies: Pick<CookieJar, 'get'>, visit: Visit): Promise<Actor> {
    return (await this.byAccessCookie(cookies, visit)) ?? { kind: 'anonymous', ...visit };
  }

  private async byAccessCookie(cookies: Pick<CookieJar, 'get'>, visit: Visit): Promise<SignedIn | null> {
    const now = this.clock.now();
    const access = cookies.get(ACCESS_COOKIE);
    const sessionId = access === undefined ? null : this.tokens.read(access, now);
    const row = sessionId && (await this.actors.findBySession(sessionId, now));
    return row ? { ...visit, ...row, kind: 'web-user' } : null;
  }

  /** Begins a session; its predecessor on this device ends, so that nobody is handed a session they did not make. */
  async begin(tx: Transaction, webUserId: string, cookies: CookieJar, userAgent: string | null): Promise<string> {
    const now = this.clock.now();
    const former = readSessionToken(cookies.get(REFRESH_COOKIE));
    if (former) await this.sessions.end(tx, former.sessionId, now);
    const secret = newSecret();
    const session: Session = {
      id: randomUUID(), webUserId, tokenHash: hashOfSecret(secret), previousTokenHash: null, rotatedAt: now,
      userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null, startedAt: now, lastUsedAt: now,
      expiresAt: daysAfter(now, SESSION_DAYS), endedAt: null,
    };
    await this.sessions.add(tx, session);
    this.setCookies(cookies, session, secret);
    return session.id;
  }

  /** The signed-in person of a session that began in this request. */
  async actorOf(sessionId: string, visit: Visit): Promise<SignedIn | null> {
    const row = await this.actors.findBySession(sessionId, this.clock.now());
    const { channel, userAgent } = visit;
    return row && { ...row, channel, userAgent, kind: 'web-user' };
  }

  /** Rotates the refresh token. Its immediate predecessor is accepted for 30 seconds; anything older ends the session. */
  async refresh(cookies: CookieJar, visit: Visit): Promise<SignedIn | null> {
    const token = readSessionToken(cookies.get(REFRESH_COOKIE));
    if (!token) return null;
    const sessionId = await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const session = await this.sessions.findOpen(tx, token.sessionId, now);
      if (!session) return null;
      const hash = hashOfSecret(token.secret);
      if (hash.equals(session.tokenHash)) {
        const secret = newSecret();
        Object.assign(session, {
          tokenHash: hashOfSecret(secret), previousTokenHash: hash, rotatedAt: now, lastUsedAt: now,
          expiresAt: daysAfter(now, SESSION_DAYS),
        });
        await this.sessions.save(tx, session);
        this.setCookies(cookies, session, secret);
        return session.id;
      }
      const isPredecessor = session.previousTokenHash?.equals(hash) ?? false;
      if (isPredecessor && now.getTime() - session.rotatedAt.getTime() <= PREDECESSOR_MS) {
        this.setAccessCookie(cookies, session);
        return session.id;
      }
      await this.sessions.end(tx, session.id, now);
      return null;
    });
    const actor = sessionId && (await this.actorOf(sessionId, visit));
    if (actor) return actor;
    // An account that is deactivated: its session does not come back with it.
    if (sessionId) await this.sessions.end(this.database.manager, sessionId, this.clock.now());
    this.clearCookies(cookies);
    return null;
  }

  async endAll(tx: Transaction, webUserId: string, now: Date, exceptId: string | null = null): Promise<void> {
    await this.sessions.endAll(tx, webUserId, now, exceptId);
  }

  async end(actor: Actor, cookies: CookieJar): Promise<void> {
    const sessionId = actor.kind === 'web-user' ? actor.sessionId : readSessionToken(cookies.get(REFRESH_COOKIE))?.sessionId;
    if (sessionId) await this.sessions.end(this.database.manager, sessionId, this.clock.now());
    this.clearCookies(cookies);
  }

  private setCookies(cookies: CookieJar, session: Session, secret: string): void {
    const seconds = SESSION_DAYS * 24 * 60 * 60;
    cookies.set(REFRESH_COOKIE, writeSessionToken({ sessionId: session.id, secret }), seconds);
    this.setAccessCookie(cookies, session);
  }

  private setAccessCookie(cookies: CookieJar, session: Session): void {
    cookies.set(ACCESS_COOKIE, this.tokens.issue(session.id, this.clock.now()), ACCESS_MINUTES * 60);
  }

  private clearCookies(cookies: CookieJar): void {
    cookies.clear(ACCESS_COOKIE);
    cookies.clear(REFRESH_COOKIE);
  }
}
