import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditChannel } from './access/channel';
import { Location } from './locations/location.entity';
import type { Transaction } from './platform/database/data-source';
import { ProjectSpace } from './project-spaces/project-space.entity';
import { Role } from './roles/role.entity';
import type { Usher } from './usher';
import type { WebUser } from './web-users/web-user.entity';

const ADMIN = 'admin@example.org';

const LOCATIONS = [
  { code: 'senegal', name: 'Senegal', below: null },
  { code: 'dakar', name: 'Dakar', below: 'senegal' },
  { code: 'thies', name: 'Thiès', below: 'senegal' },
  { code: 'ghana', name: 'Ghana', below: null },
  { code: 'accra', name: 'Accra', below: 'ghana' },
  { code: '101', name: 'District 101', below: 'ghana' },
];

const MEMBERS = [
  { first: 'Amina', last: 'Diop', email: 'amina.diop@example.org', role: 'App Editor', at: ['dakar', 'thies'] },
  { first: 'Kwame', last: 'Mensah', email: 'kwame.mensah@example.org', role: 'Field Implementer', at: ['accra'] },
  { first: 'Fatou', last: 'Ndiaye', email: 'fatou.ndiaye@example.org', role: 'Read Only', at: ['thies'] },
  { first: 'Yaw', last: 'Boateng', email: 'yaw.boateng@example.org', role: 'Billing Admin', at: [] },
];

export interface DemoSignIn {
  email: string;
  /** Null where it is another now than Usher knows. */
  password: string | null;
  /** How to sign in, in words. */
  text: string;
}

const keptIn = ({ config }: Usher): string => join(config.dataDir, 'demo-password');

/** The one made at the first start, which is kept beside the other secrets. */
async function keptPassword(usher: Usher): Promise<string | null> {
  return await readFile(keptIn(usher), 'utf8').then((text) => text.trim(), () => null);
}

/** For the first start: the configured password, else one that is made and kept. */
async function firstPassword(usher: Usher): Promise<string> {
  const known = usher.config.demoPassword ?? (await keptPassword(usher));
  if (known) return known;
  const password = randomBytes(9).toString('base64url');
  await writeFile(keptIn(usher), `${password}\n`, { mode: 0o600 });
  return password;
}

const signInWith = (password: string, hint = ''): DemoSignIn =>
  ({ email: ADMIN, password, text: `Sign in as ${ADMIN} with the password ${password}${hint}` });

/** Names a password only where it is the admin's present one. */
async function presentSignIn(usher: Usher): Promise<DemoSignIn> {
  const { config: { demoPassword }, services } = usher;
  const account = await services.people.findByAddress(ADMIN);
  const unknown = (text: string): DemoSignIn => ({ email: ADMIN, password: null, text });
  if (!account) return unknown(`The demo's admin ${ADMIN} has another address now, or is gone.`);
  const isPresent = async (password: string | null) =>
    password !== null && account.passwordHash !== null && await services.passwords.verify(password, account.passwordHash);
  if (demoPassword !== null && (await isPresent(demoPassword))) return signInWith(demoPassword);
  const hint = demoPassword === null ? '' : '\nUSHER_DEMO_PASSWORD counts at the first start only: it is not that password.';
  const kept = await keptPassword(usher);
  if (kept !== null && (await isPresent(kept))) return signInWith(kept, hint);
  return unknown(`Sign in as ${ADMIN} with the password that was set before, at the first start or in the app; "Forgot password?" sets another.${hint}`);
}

async function plantLocations(tx: Transaction, projectSpaceId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { code, name, below } of LOCATIONS) {
    const id = randomUUID();
    ids.set(code, id);
    await tx.insert(Location, { projectSpaceId, id, code, name, parentId: below && (ids.get(below) ?? null) });
  }
  return ids;
}

/** The project space `demo`, made at the first start on an embedded database; answers with how to sign in. */
export async function plantDemo(usher: Usher): Promise<DemoSignIn> {
  const { database, services } = usher;
  if (await database.manager.existsBy(ProjectSpace, { slug: 'demo' })) return await presentSignIn(usher);
  const password = await firstPassword(usher);
  const passwordHash = await services.passwords.hash(password);
  const now = new Date();
  const person = (email: string, firstName: string, lastName: string, hash: string | null): WebUser => ({
    id: randomUUID(), username: email, email, firstName, lastName, passwordHash: hash, lastLogin: null,
    deactivatedAt: null, deactivated: false, twoFactorEnabled: false, isSupport: false, termsVersion: null, termsAgreedAt: null, createdAt: now,
  });
  await database.transaction(async (tx) => {
    const { space } = await services.founding.found(tx, { slug: 'demo', name: 'Demo project', usesLocations: true });
    const locations = await plantLocations(tx, space.id);
    const joinAs = async (member: WebUser, roleName: string, at: string[]) => {
      const role = await tx.findOneByOrFail(Role, { projectSpaceId: space.id, name: roleName });
      await services.people.add(tx, member);
      await services.memberRows.add(tx, {
        projectSpaceId: space.id, id: randomUUID(), webUserId: member.id, roleId: role.id, active: true, joinedAt: now,
        lastAccessDate: null,
      }, at.map((code) => locations.get(code) ?? ''));
    };
    await joinAs(person(ADMIN, 'Demo', 'Admin', passwordHash), 'Admin', []);
    for (const { first, last, email, role, at } of MEMBERS) await joinAs(person(email, first, last, null), role, at);
    await services.audit.record(tx, { channel: AuditChannel.SYSTEM }, {
      projectSpaceId: space.id, action: 'membership.created', subject: { email: ADMIN },
    });
  });
  return signInWith(password);
}
