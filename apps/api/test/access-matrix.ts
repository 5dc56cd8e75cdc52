import {
  alike, forEverybody, forMembers, forPeople, forSignedIn, guarded, notClosed, type Row, type Scene, viewed, viewedOne,
} from './access-expectations';
import { HOOK, hookedOnce } from './hooked-scene';
import { supportOperations } from './support-access';

/** A stream, of which nobody is told whether there is one that they may not follow. */
const followed: Row['expected'] = notClosed({ ...alike('FORBIDDEN'), admin: 'done', limited: 'done', anonymous: 'UNAUTHENTICATED' });
const invitationId = ({ invitationId: id }: Scene) => ({ invitationId: id });
const invitationIds = ({ invitationId: id }: Scene) => ({ invitationIds: [id] });
const EACH = 'outcomes { userErrors { code } }';
const membershipIds = ({ target }: Scene) => ({ membershipIds: [target.membershipId] });
const bulkUploadId = ({ bulkUploadId: id }: Scene) => ({ bulkUploadId: id });
const membershipId = ({ target }: Scene) => ({ membershipId: target.membershipId });

/** Whoever is limited to an area has to do with no webhook: it tells of everybody (ROL-7). */
const ofWebhooks: Row['expected'] = { ...guarded, limited: 'FORBIDDEN' };
const webhookId = async (scene: Scene) => ({ webhookId: (await hookedOnce(scene)).id });
const deliveryId = async (scene: Scene) => ({ deliveryId: (await hookedOnce(scene)).deliveries.nodes[0]?.id });

/** Every operation of the API and every field of a project space, for every kind of actor. */
export const accessMatrix: Record<string, Row> = {
  'Query.viewer': { expected: { ...forEverybody, anonymous: 'null', validKey: 'null' }, fields: '{ webUser { id } }' },
  'Query.projectSpace': { expected: forMembers, input: ({ space }) => ({ slug: space.slug }), fields: '{ id name }' },
  'Query.invitationByToken': { expected: forEverybody, input: () => ({ token: 'x' }), fields: '{ state }' },
  'Query.bulkUpload': { expected: viewedOne, input: ({ bulkUploadId: id }) => ({ id }), fields: '{ id status }' },
  'Query.site': { expected: forEverybody, fields: '{ name }' },
  'Query.permissionCatalogue': { expected: forEverybody, fields: '{ permission }' },
  'Query.bulkDownload': {
    expected: notClosed({ ...alike('null'), admin: 'done', validKey: 'null' }), input: ({ bulkDownloadId: id }) => ({ id }), fields: '{ status }',
  },
  'Query.bulkDownloadRowCount': {
    expected: { ...viewed, otherAdmin: 'FORBIDDEN', removed: 'FORBIDDEN', deactivated: 'FORBIDDEN', anonymous: 'UNAUTHENTICATED' },
    input: ({ space }) => ({ input: { projectSpaceId: space.id } }),
  },
  'Query.apiKey': { expected: { ...alike('null'), validKey: 'done' }, fields: '{ id }' },

  'ProjectSpace.id': { expected: forMembers },
  'ProjectSpace.slug': { expected: forMembers },
  'ProjectSpace.name': { expected: forMembers },
  'ProjectSpace.plan': { expected: forMembers },
  'ProjectSpace.language': { expected: forMembers },
  'ProjectSpace.usesLocations': { expected: forMembers },
  'ProjectSpace.remindersEnabled': { expected: forMembers },
  'ProjectSpace.requiresTwoFactor': { expected: forMembers },
  'ProjectSpace.viewerMustSetUpTwoFactor': { expected: forMembers },
  'ProjectSpace.viewerPermissions': { expected: forMembers },
  'ProjectSpace.memberships': { expected: viewed, fields: '{ totalCount nodes { id } }' },
  'ProjectSpace.membership': { expected: viewedOne, input: ({ target }) => ({ id: target.membershipId }), fields: '{ id }' },
  'ProjectSpace.formerMembers': { expected: viewed, fields: '{ totalCount }' },
  'ProjectSpace.formerMember': {
    expected: viewedOne, input: ({ gone }) => ({ webUserId: gone.person.id }), fields: '{ joinedAt }',
  },
  'ProjectSpace.hasSingleAdmin': { expected: viewedOne },
  'ProjectSpace.invitations': { expected: viewed, fields: '{ totalCount nodes { email } }' },
  'ProjectSpace.invitation': { expected: viewedOne, input: ({ invitationId: id }) => ({ id }), fields: '{ email }' },
  'ProjectSpace.invitationFunnel': { expected: viewed, fields: '{ sent }' },
  'ProjectSpace.addressStatus': { expected: viewed, input: () => ({ email: 'a@example.org' }), fields: '{ state }' },
  'ProjectSpace.roles': { expected: viewed, fields: '{ name memberCount invitationCount }' },
  'ProjectSpace.assignableRoles': { expected: viewed, fields: '{ name }' },
  'ProjectSpace.locations': { expected: viewed, fields: '{ totalCount nodes { code } }' },
  'ProjectSpace.viewerArea': { expected: notClosed({ ...alike('null'), limited: 'done' }), fields: '{ code }' },
  'ProjectSpace.bulkUploads': { expected: viewed, fields: '{ totalCount nodes { fileName } }' },
  'ProjectSpace.auditEvents': { expected: viewed, fields: '{ totalCount nodes { action } }' },
  'ProjectSpace.bulkDownloads': { expected: viewed, fields: '{ totalCount nodes { status } }' },
  'ProjectSpace.apiKeys': { expected: viewed, fields: '{ id hint createdBy { email } }' },
  'ProjectSpace.location': { expected: viewedOne, input: ({ locationId: id }) => ({ id }), fields: '{ code }' },

  'ProjectSpace.webhooks': { expected: { ...viewed, limited: 'FORBIDDEN' }, fields: '{ id }' },
  'ProjectSpace.webhook': {
    expected: { ...viewed, limited: 'FORBIDDEN' }, input: async (scene) => ({ id: (await hookedOnce(scene)).id }), fields: '{ url }',
  },

  'Subscription.invitationsChanged': {
    expected: followed, input: ({ space }) => ({ projectSpaceId: space.id }), fields: '{ invitationIds hasMore }',
  },
  'Subscription.bulkUploadChanged': {
    expected: { ...followed, limited: 'FORBIDDEN' }, input: bulkUploadId, fields: '{ bulkUploadId status progress { done total } }',
  },
  'Subscription.bulkDownloadChanged': {
    expected: notClosed({ ...alike('FORBIDDEN'), admin: 'done', anonymous: 'UNAUTHENTICATED', validKey: 'FORBIDDEN' }),
    input: ({ bulkDownloadId }) => ({ bulkDownloadId }), fields: '{ bulkDownloadId status progress { done total } }',
  },

  'Mutation.signIn': { expected: forPeople(alike('INVALID_CREDENTIALS')), input: () => ({ email: 'nobody@example.org', password: 'x' }) },
  'Mutation.verifyTwoFactor': { expected: forPeople(alike('CHALLENGE_EXPIRED')), input: () => ({ challenge: 'x', code: '000000' }) },
  'Mutation.signOut': { expected: forPeople(forEverybody) },
  'Mutation.refreshSession': { expected: forPeople(forEverybody) },
  'Mutation.requestPasswordReset': { expected: forPeople(forEverybody), input: () => ({ email: 'nobody@example.org' }) },
  'Mutation.resetPassword': { expected: forPeople(alike('TOKEN_INVALID')), input: () => ({ token: 'x', newPassword: 'a lagoon at dusk' }) },
  'Mutation.requestEmailChange': {
    expected: forPeople({ ...alike('INVALID_CREDENTIALS'), anonymous: 'UNAUTHENTICATED' }),
    input: () => ({ newEmail: 'elsewhere@example.org', password: 'wrong password' }),
  },
  'Mutation.confirmEmailChange': { expected: forPeople(alike('TOKEN_INVALID')), input: () => ({ token: 'x' }) },
  'Mutation.endSession': { expected: forSignedIn, input: () => ({}) },
  'Mutation.reportNotMe': { expected: forPeople(alike('TOKEN_INVALID')), input: () => ({ token: 'x' }) },
  'Mutation.updateProfile': { expected: forSignedIn, input: () => ({ firstName: 'Ana' }) },
  'Mutation.changePassword': {
    expected: forPeople({ ...alike('INVALID_CREDENTIALS'), anonymous: 'UNAUTHENTICATED' }),
    input: () => ({ currentPassword: 'wrong password', newPassword: 'a lagoon at dusk' }),
  },
  'Mutation.beginTwoFactorSetup': { expected: { ...forSignedIn, staff: 'INVALID' } },
  'Mutation.confirmTwoFactorSetup': {
    expected: forPeople({ ...alike('INVALID'), anonymous: 'UNAUTHENTICATED' }), input: () => ({ code: '000000' }),
  },
  'Mutation.remindTwoFactor': { expected: { ...guarded, limited: 'done' }, input: ({ space }) => ({ projectSpaceId: space.id }) },
  'Mutation.disableTwoFactor': {
    expected: forPeople({ ...alike('INVALID_CREDENTIALS'), anonymous: 'UNAUTHENTICATED' }),
    input: () => ({ password: 'wrong password', code: '000000' }),
  },
  'Mutation.regenerateBackupCodes': {
    expected: forPeople({ ...alike('INVALID_CODE'), anonymous: 'UNAUTHENTICATED' }), input: () => ({ code: '000000' }),
  },
  'Mutation.inviteWebUser': {
    expected: { ...guarded, limited: 'ROLE_NOT_AVAILABLE' }, input: ({ space, roleId }) => ({ projectSpaceId: space.id, roleId, email: 'new@example.org' }),
  },
  'Mutation.inviteWebUsers': {
    expected: { ...guarded, limited: 'ROLE_NOT_AVAILABLE' }, fields: EACH,
    input: ({ space, roleId }) => ({ projectSpaceId: space.id, roleId, emails: ['new@example.org'] }),
  },
  'Mutation.updateInvitation': { expected: guarded, input: invitationId },
  'Mutation.resendInvitation': { expected: guarded, input: invitationId },
  'Mutation.resendInvitations': { expected: guarded, input: invitationIds, fields: EACH },
  'Mutation.removeInvitation': { expected: guarded, input: invitationId },
  'Mutation.removeInvitations': { expected: guarded, input: invitationIds, fields: EACH },
  'Mutation.acceptInvitation': {
    expected: forPeople({ ...alike('TOKEN_INVALID'), anonymous: 'UNAUTHENTICATED' }), input: invitationId,
  },
  'Mutation.declineInvitation': {
    expected: forPeople({ ...alike('TOKEN_INVALID'), anonymous: 'UNAUTHENTICATED' }), input: invitationId,
  },
  'Mutation.requestNewInvitation': { expected: alike('TOKEN_INVALID'), input: () => ({ token: 'x' }) },
  'Mutation.updateMembership': { expected: guarded, input: membershipId },
  'Mutation.setMembershipActive': { expected: guarded, input: (scene) => ({ ...membershipId(scene), active: false }) },
  'Mutation.removeMembership': { expected: guarded, input: membershipId },
  'Mutation.updateMemberships': { expected: guarded, input: membershipIds, fields: EACH },
  'Mutation.removeMemberships': { expected: guarded, input: membershipIds, fields: EACH },
  'Mutation.undoRemoveMembership': { expected: guarded, input: ({ gone }) => ({ membershipId: gone.membershipId }) },

  'Mutation.createBulkUpload': {
    expected: { ...guarded, limited: 'done' }, input: ({ space }) => ({ projectSpaceId: space.id, fileName: 'people.csv' }),
  },
  'Mutation.applyBulkUpload': { expected: { ...guarded, adminsKey: 'FORBIDDEN', keyOfLacking: 'FORBIDDEN' }, input: bulkUploadId },
  'Mutation.cancelBulkUpload': { expected: guarded, input: bulkUploadId },

  'Mutation.createRole': {
    expected: { ...guarded, limited: 'PERMISSION_NOT_AVAILABLE' },
    input: ({ space }) => ({ projectSpaceId: space.id, name: 'Nurse', permissions: [] }),
  },
  'Mutation.updateRole': {
    expected: { ...guarded, limited: 'ROLE_LOCKED' }, input: ({ roleId }) => ({ roleId, name: 'Reader' }),
  },
  'Mutation.deleteRole': {
    expected: { ...guarded, limited: 'ROLE_LOCKED' },
    input: async ({ build, space }) => ({ roleId: await build.role(space, []) }),
  },
  'Mutation.createLocation': {
    expected: { ...guarded, limited: 'LOCATION_NOT_AVAILABLE' },
    input: ({ space }) => ({ projectSpaceId: space.id, code: 'lome', name: 'Lomé' }),
  },
  'Mutation.updateLocation': { expected: guarded, input: ({ locationId }) => ({ locationId, name: 'Elsewhere' }) },
  'Mutation.deleteLocation': {
    expected: guarded, input: async ({ build, space }) => ({ locationId: await build.location(space) }),
  },
  'Mutation.createWebhook': { expected: ofWebhooks, input: ({ space }) => ({ projectSpaceId: space.id, ...HOOK }) },
  'Mutation.updateWebhook': { expected: ofWebhooks, input: async (scene) => ({ ...(await webhookId(scene)), enabled: false }) },
  'Mutation.deleteWebhook': { expected: ofWebhooks, input: webhookId },
  'Mutation.rotateWebhookSecret': { expected: ofWebhooks, input: webhookId },
  'Mutation.testWebhook': { expected: ofWebhooks, input: webhookId },
  'Mutation.resendWebhookDelivery': { expected: ofWebhooks, input: deliveryId },
  'Mutation.updateProjectSpace': {
    expected: { ...guarded, limited: 'done' }, input: ({ space }) => ({ projectSpaceId: space.id, name: 'Renamed' }),
  },

  'Mutation.createApiKey': {
    expected: { ...guarded, limited: 'done' },
    input: ({ space }) => ({ projectSpaceId: space.id, name: 'Sync', permissions: ['VIEW_ROLES'] }),
  },
  'Mutation.createBulkDownload': {
    expected: { ...guarded, limited: 'done' }, input: ({ space }) => ({ projectSpaceId: space.id }), fields: 'bulkDownload { id }',
  },
  'Mutation.revokeApiKey': { expected: guarded, input: ({ apiKeyId }) => ({ apiKeyId }) },
  ...supportOperations,
};
