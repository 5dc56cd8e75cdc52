import type { Builder, TestMember, TestSpace } from './build';

/** What an operation answers: what it gave, the code of a fault, the code of a refusal, or null without a word. */
export type Outcome = 'done' | 'null' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'NOT_FOUND' | (string & {});

const PEOPLE = ['admin', 'limited', 'withoutRight', 'otherAdmin', 'removed', 'deactivated', 'anonymous', 'lackingTwoFactor'] as const;
type PersonKind = (typeof PEOPLE)[number];

/** API keys, and whose answer each gets: with all permissions it is that of its maker. */
const KEYS = {
  adminsKey: 'admin', limitedKey: 'limited', keyWithoutRight: 'withoutRight', keyOfDemoted: 'withoutRight',
  otherSpacesKey: 'otherAdmin', keyOfRemoved: 'removed', keyOfLacking: 'admin',
} as const;
/** Of a project space that requires two-factor: an admin without it, and the key of such an admin, which is exempt (TFA-3). */
export const IN_CLOSED_SPACE: ReadonlySet<ActorKind> = new Set(['lackingTwoFactor', 'keyOfLacking']);
/** One of staff, with two-factor, and a member of nothing. */
const STAFF = 'staff';
const VOID_KEYS = ['expiredKey', 'revokedKey'] as const;
type KeyKind = keyof typeof KEYS;
export type ActorKind = PersonKind | typeof STAFF | KeyKind | (typeof VOID_KEYS)[number];

const keyKinds = Object.keys(KEYS) as KeyKind[];
export const ACTORS: ActorKind[] = [...PEOPLE, STAFF, ...keyKinds, ...VOID_KEYS];

/** What is expected of each kind of actor; where a row says nothing of keys, they are answered as people are. */
export function expectedOf(expected: Expected, kind: ActorKind): Outcome {
  if (kind === 'expiredKey' || kind === 'revokedKey') return 'UNAUTHENTICATED';
  if (kind === STAFF) return expected.staff ?? expected.removed;
  if (kind in KEYS) return expected[kind] ?? expected.validKey ?? expected[KEYS[kind as KeyKind]];
  return expected[kind as PersonKind];
}

/** `validKey`: of every key that is valid, where that differs from what its maker is answered. */
export type Expected = Record<PersonKind, Outcome> & Partial<Record<KeyKind | 'validKey' | typeof STAFF, Outcome>>;

export interface Scene {
  build: Builder;
  space: TestSpace;
  admin: TestMember;
  /** Somebody to be changed. */
  target: TestMember;
  invitationId: string;
  roleId: string;
  locationId: string;
  /** Where the one is who is limited to an area; all else of the scene is outside of it. */
  insideId: string;
  /** Somebody who was removed. */
  gone: TestMember;
  /** The admin's. */
  apiKeyId: string;
  bulkDownloadId: string;
  /** A checked upload of the admin's, with a row that invites and one with a problem. */
  bulkUploadId: string;
}

export interface Row {
  expected: Expected;
  /** For a mutation its input; for a field its arguments. */
  input?: (scene: Scene) => object | Promise<object>;
  fields?: string;
}

/** How the fields of a type are reached, and what then comes of each; what a field needs beside its name. */
export interface TypeRow {
  /** Makes what is to be seen, where the scene has none. */
  prepare?: (scene: Scene) => Promise<unknown>;
  expected: Expected;
  /** The document around the fields. */
  within: (scene: Scene, fields: string) => string;
  /** Where in the answer the object is. */
  path: (string | number)[];
  fields?: Record<string, { arguments?: string; expected?: Partial<Expected> }>;
}

/** A change of something in a project space: a foreign one is not found, one's own without the right is forbidden. */
export const guarded: Row['expected'] = {
  admin: 'done', limited: 'NOT_FOUND', withoutRight: 'FORBIDDEN', otherAdmin: 'NOT_FOUND', removed: 'NOT_FOUND',
  deactivated: 'NOT_FOUND', anonymous: 'UNAUTHENTICATED', lackingTwoFactor: 'TWO_FACTOR_REQUIRED',
};
/** A field of a project space, which only its members reach at all. */
export const viewed: Row['expected'] = {
  admin: 'done', limited: 'done', withoutRight: 'FORBIDDEN', otherAdmin: 'null', removed: 'null', deactivated: 'null',
  anonymous: 'null', lackingTwoFactor: 'TWO_FACTOR_REQUIRED',
};
/** Of one thing, which lies outside the area of whoever is limited to one. */
export const viewedOne: Row['expected'] = { ...viewed, limited: 'null' };
export const forMembers: Row['expected'] = { ...viewed, withoutRight: 'done' };
export const forEverybody: Row['expected'] = {
  admin: 'done', limited: 'done', withoutRight: 'done', otherAdmin: 'done', removed: 'done', deactivated: 'done',
  anonymous: 'done', lackingTwoFactor: 'done',
};
/** Account and session are for people; a key does not reach them (API-1). */
/** Reached in no project space that is closed to the asker (TFA-3). */
export const notClosed = (expected: Row['expected']): Row['expected'] => ({ ...expected, lackingTwoFactor: 'TWO_FACTOR_REQUIRED' });
export const forPeople = (people: Row['expected']): Row['expected'] => ({ ...people, validKey: 'FORBIDDEN' });
export const forSignedIn: Row['expected'] = forPeople({ ...forEverybody, anonymous: 'UNAUTHENTICATED' });
export const alike = (outcome: Outcome): Row['expected'] => ({
  admin: outcome, limited: outcome, withoutRight: outcome, otherAdmin: outcome, removed: outcome, deactivated: outcome, anonymous: outcome,
  lackingTwoFactor: outcome,
});
