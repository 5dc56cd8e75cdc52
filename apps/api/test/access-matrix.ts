import type { Builder, TestMember, TestSpace } from './build';

/** What an operation answers: what it gave, the code of a fault, the code of a refusal, or null without a word. */
export type Outcome = 'done' | 'null' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'NOT_FOUND' | (string & {});

export const ACTORS = ['admin', 'withoutRight', 'otherAdmin', 'removed', 'deactivated', 'anonymous'] as const;
export type ActorKind = (typeof ACTORS)[number];

export interface Scene {
  build: Builder;
  space: TestSpace;
  admin: TestMember;
  /** Somebody to be changed. */
  target: TestMember;
  invitationId: string;
  roleId: string;
  locationId: string;
}

export interface Row {
  expected: Record<ActorKind, Outcome>;
  /** For a mutation its input; for a field its arguments. */
  input?: (scene: Scene) => object | Promise<object>;
  fields?: string;
}

/** A change of something in a project space: a foreign one is not found, one's own without the right is forbidden. */
const guarded: Row['expected'] = {
  admin: 'done', withoutRight: 'FORBIDDEN', otherAdmin: 'NOT_FOUND', removed: 'NOT_FOUND', deactivated: 'NOT_FOUND',
  anonymous: 'UNAUTHENTICATED',
};
/** A field of a project space, which only its members reach at all. */
const viewed: Row['expected'] = {
  admin: 'done', withoutRight: 'FORBIDDEN', otherAdmin: 'null', removed: 'null', deactivated: 'null', anonymous: 'null',
};
const forMembers: Row['expected'] = { ...viewed, withoutRight: 'done' };
const forEverybody: Row['expected'] = {
  admin: 'done', withoutRight: 'done', otherAdmin: 'done', removed: 'done', deactivated: 'done', anonymous: 'done',
};
const forSignedIn: Row['expected'] = { ...forEverybody, anonymous: 'UNAUTHENTICATED' };
const alike = (outcome: Outcome): Row['expected'] => ({
  admin: outcome, withoutRight: outcome, otherAdmin: outcome, removed: outcome, deactivated: outcome, anonymous: outcome,
});

const invitationId = ({ invitationId: id }: Scene) => ({ invitationId: id });
const invitationIds = ({ invitationId: id }: Scene) => ({ invitationIds: [id] });
const membershipId = ({ target }: Scene) => ({ membershipId: target.membershipId });

/** Every operation of the API and every field of a project space, for every kind of actor. */
export const accessMatrix: Record<string, Row> = {
  'Query.viewer': { expected: { ...forEverybody, anonymous: 'null' }, fields: '{ webUser { id } }' },
  'Query.projectSpace': { expected: forMembers, input: ({ space }) => ({ slug: space.slug }), fields: '{ id name }' },
  'Query.invitationByToken': { expected: forEverybody, input: () => ({ token: 'x' }), fields: '{ state }' },
  'Query.site': { expected: forEverybody, fields: '{ name }' },
  'Query.permissionCatalogue': { expected: forEverybody, fields: '{ permission }' },

  'ProjectSpace.id': { expected: forMembers },
  'ProjectSpace.slug': { expected: forMembers },
  'ProjectSpace.name': { expected: forMembers },
  'ProjectSpace.plan': { expected: forMembers },
  'ProjectSpace.usesLocations': { expected: forMembers },
  'ProjectSpace.viewerPermissions': { expected: forMembers },
  'ProjectSpace.memberships': { expected: viewed, fields: '{ totalCount nodes { id } }' },
  'ProjectSpace.membership': { expected: viewed, input: ({ target }) => ({ id: target.membershipId }), fields: '{ id }' },
  'ProjectSpace.formerMembers': { expected: viewed, fields: '{ totalCount }' },
  'ProjectSpace.invitations': { expected: viewed, fields: '{ totalCount nodes { email } }' },
  'ProjectSpace.invitation': { expected: viewed, input: ({ invitationId: id }) => ({ id }), fields: '{ email }' },
  'ProjectSpace.addressStatus': { expected: viewed, input: () => ({ email: 'a@example.org' }), fields: '{ state }' },
  'ProjectSpace.roles': { expected: viewed, fields: '{ name memberCount invitationCount }' },
  'ProjectSpace.assignableRoles': { expected: viewed, fields: '{ name }' },
  'ProjectSpace.locations': { expected: viewed, fields: '{ totalCount nodes { code } }' },
  'ProjectSpace.location': { expected: viewed, input: ({ locationId: id }) => ({ id }), fields: '{ code }' },

  'Mutation.signIn': { expected: alike('INVALID_CREDENTIALS'), input: () => ({ email: 'nobody@example.org', password: 'x' }) },
  'Mutation.signOut': { expected: forEverybody },
  'Mutation.refreshSession': { expected: forEverybody },
  'Mutation.requestPasswordReset': { expected: forEverybody, input: () => ({ email: 'nobody@example.org' }) },
  'Mutation.resetPassword': { expected: alike('TOKEN_INVALID'), input: () => ({ token: 'x', newPassword: 'a lagoon at dusk' }) },
  'Mutation.updateProfile': { expected: forSignedIn, input: () => ({ firstName: 'Ana' }) },
  'Mutation.changePassword': {
    expected: { ...alike('INVALID_CREDENTIALS'), anonymous: 'UNAUTHENTICATED' },
    input: () => ({ currentPassword: 'wrong password', newPassword: 'a lagoon at dusk' }),
  },
  'Mutation.inviteWebUser': {
    expected: guarded, input: ({ space, roleId }) => ({ projectSpaceId: space.id, roleId, email: 'new@example.org' }),
  },
  'Mutation.inviteWebUsers': {
    expected: guarded, input: ({ space, roleId }) => ({ projectSpaceId: space.id, roleId, emails: ['new@example.org'] }),
  },
  'Mutation.updateInvitation': { expected: guarded, input: invitationId },
  'Mutation.resendInvitation': { expected: guarded, input: invitationId },
  'Mutation.resendInvitations': { expected: guarded, input: invitationIds, fields: 'outcomes { userErrors { code } }' },
  'Mutation.removeInvitation': { expected: guarded, input: invitationId },
  'Mutation.removeInvitations': { expected: guarded, input: invitationIds, fields: 'outcomes { userErrors { code } }' },
  'Mutation.acceptInvitation': {
    expected: { ...alike('TOKEN_INVALID'), anonymous: 'UNAUTHENTICATED' }, input: invitationId,
  },
  'Mutation.declineInvitation': {
    expected: { ...alike('TOKEN_INVALID'), anonymous: 'UNAUTHENTICATED' }, input: invitationId,
  },
  'Mutation.updateMembership': { expected: guarded, input: membershipId },
  'Mutation.setMembershipActive': { expected: guarded, input: (scene) => ({ ...membershipId(scene), active: false }) },
  'Mutation.removeMembership': { expected: guarded, input: membershipId },
  'Mutation.undoRemoveMembership': {
    expected: guarded,
    input: async (scene) => {
      const { build, space, admin } = scene;
      const gone = await build.member(space, { role: 'Read Only' });
      await admin.client.change('removeMembership', { membershipId: gone.membershipId }, '');
      return { membershipId: gone.membershipId };
    },
  },
};
