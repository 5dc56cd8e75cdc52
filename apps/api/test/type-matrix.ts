import { alike, forEverybody, notClosed, type Scene, type TypeRow, viewed, viewedOne } from './access-expectations';
import { supportTypes } from './support-access';
import { hookedOnce } from './hooked-scene';

const inUpload = (scene: Scene, fields: string) => `{ bulkUpload(id: "${scene.bulkUploadId}") { ${fields} } }`;
const inSpace = (scene: Scene, fields: string) => `{ projectSpace(slug: "${scene.space.slug}") { ${fields} } }`;

/** Every other type of the API, by one way to reach it; where what is seen lies outside of the limited one's area. */
export const typeMatrix: Record<string, TypeRow> = {
  Membership: {
    expected: viewedOne, path: ['projectSpace', 'membership'],
    within: (scene, fields) => inSpace(scene, `membership(id: "${scene.target.membershipId}") { ${fields} }`),
    fields: { lastAccessDate: { expected: { admin: 'null' } } },
  },
  WebUser: {
    expected: viewedOne, path: ['projectSpace', 'membership', 'webUser'],
    within: (scene, fields) => inSpace(scene, `membership(id: "${scene.target.membershipId}") { webUser { ${fields} } }`),
    fields: { lastLogin: { expected: { admin: 'null' } } },
  },
  Role: {
    expected: viewed, path: ['projectSpace', 'roles', 0],
    within: (scene, fields) => inSpace(scene, `roles { ${fields} }`),
    fields: { assignableBy: { expected: { admin: 'null', limited: 'null' } } },
  },
  Location: {
    expected: viewedOne, path: ['projectSpace', 'location'],
    within: (scene, fields) => inSpace(scene, `location(id: "${scene.locationId}") { ${fields} }`),
    fields: { parent: { expected: { admin: 'null' } } },
  },
  Invitation: {
    expected: viewedOne, path: ['projectSpace', 'invitation'],
    within: (scene, fields) => inSpace(scene, `invitation(id: "${scene.invitationId}") { ${fields} }`),
  },
  InvitationFunnel: {
    expected: viewed, path: ['projectSpace', 'invitationFunnel'],
    within: (scene, fields) => inSpace(scene, `invitationFunnel { ${fields} }`),
  },
  DeliveryEvent: {
    expected: viewedOne, path: ['projectSpace', 'invitation', 'deliveryEvents', 0],
    within: (scene, fields) => inSpace(scene, `invitation(id: "${scene.invitationId}") { deliveryEvents { ${fields} } }`),
    fields: { detail: { expected: { admin: 'null' } } },
  },
  AddressStatus: {
    expected: viewed, path: ['projectSpace', 'addressStatus'],
    within: (scene, fields) => inSpace(scene, `addressStatus(email: "${scene.target.person.email}") { ${fields} }`),
    fields: { membership: { expected: { limited: 'null' } }, invitation: { expected: { admin: 'null', limited: 'null' } } },
  },
  FormerMember: {
    expected: viewedOne, path: ['projectSpace', 'formerMember'],
    within: (scene, fields) => inSpace(scene, `formerMember(webUserId: "${scene.gone.person.id}") { ${fields} }`),
  },
  AuditEvent: {
    expected: viewedOne, path: ['projectSpace', 'auditEvents', 'nodes', 0],
    within: (scene, fields) => inSpace(scene, `auditEvents(filter: { actions: ["invitation.created"] }) { nodes { ${fields} } }`),
    fields: Object.fromEntries(['subjectName', 'apiKeyName', 'bulkUploadId', 'reason'].map((name) => [name, { expected: { admin: 'null' } }])),
  },
  AuditChange: {
    expected: viewedOne, path: ['projectSpace', 'auditEvents', 'nodes', 0, 'changes', 0],
    within: (scene, fields) =>
      inSpace(scene, `auditEvents(filter: { actions: ["invitation.created"] }) { nodes { changes { ${fields} } } }`),
    fields: { from: { expected: { admin: 'null' } } },
  },
  Webhook: {
    expected: { ...viewed, limited: 'FORBIDDEN' }, path: ['projectSpace', 'webhooks', 0], prepare: hookedOnce,
    within: (scene, fields) => inSpace(scene, `webhooks { ${fields} }`),
  },
  WebhookDelivery: {
    expected: { ...viewed, limited: 'FORBIDDEN' }, path: ['projectSpace', 'webhooks', 0, 'deliveries', 'nodes', 0], prepare: hookedOnce,
    within: (scene, fields) => inSpace(scene, `webhooks { deliveries { nodes { ${fields} } } }`),
    fields: { statusCode: { expected: { admin: 'null' } }, error: { expected: { admin: 'null' } } },
  },
  BulkUpload: {
    expected: viewedOne, path: ['bulkUpload'], within: (scene, fields) => inUpload(scene, fields),
    fields: { mailHeldUntil: { expected: { admin: 'null' } }, resultUrl: { expected: { admin: 'null' } }, finishedAt: { expected: { admin: 'null' } } },
  },
  BulkUploadSummary: {
    expected: viewedOne, path: ['bulkUpload', 'summary'], within: (scene, fields) => inUpload(scene, `summary { ${fields} }`),
  },
  BulkUploadRow: {
    expected: viewedOne, path: ['bulkUpload', 'rows', 'nodes', 0],
    within: (scene, fields) => inUpload(scene, `rows(withProblems: false) { nodes { ${fields} } }`),
  },
  BulkUploadProblem: {
    expected: viewedOne, path: ['bulkUpload', 'rows', 'nodes', 0, 'problems', 0],
    within: (scene, fields) => inUpload(scene, `rows(withProblems: true) { nodes { problems { ${fields} } } }`),
  },
  Viewer: {
    expected: { ...forEverybody, anonymous: 'null', validKey: 'null' }, path: ['viewer'], within: (_scene, fields) => `{ viewer { ${fields} } }`,
    fields: { pendingEmail: { expected: alike('null') } },
  },
  Session: {
    expected: { ...forEverybody, anonymous: 'null', validKey: 'null' }, path: ['viewer', 'sessions', 0],
    within: (_scene, fields) => `{ viewer { sessions { ${fields} } } }`,
  },
  TwoFactorStatus: {
    expected: { ...forEverybody, anonymous: 'null', validKey: 'null' }, path: ['viewer', 'twoFactor'],
    within: (_scene, fields) => `{ viewer { twoFactor { ${fields} } } }`,
  },
  BulkDownload: {
    expected: notClosed({ ...alike('null'), admin: 'done', validKey: 'null' }), path: ['bulkDownload'],
    within: ({ bulkDownloadId }, fields) => `{ bulkDownload(id: "${bulkDownloadId}") { ${fields} } }`,
    fields: Object.fromEntries(['rowCount', 'fileName', 'downloadUrl', 'expiresAt'].map((name) => [name, { expected: notClosed(alike('null')) }])),
  },
  Progress: {
    expected: notClosed({ ...alike('null'), admin: 'done', validKey: 'null' }), path: ['bulkDownload', 'progress'],
    within: ({ bulkDownloadId }, fields) => `{ bulkDownload(id: "${bulkDownloadId}") { progress { ${fields} } } }`,
  },
  ReceivedInvitation: {
    expected: { ...forEverybody, anonymous: 'null', validKey: 'null' }, path: ['viewer', 'invitations', 0],
    within: (_scene, fields) => `{ viewer { invitations { ${fields} } } }`,
  },
  InvitationLink: {
    expected: forEverybody, path: ['invitationByToken'],
    within: (_scene, fields) => `{ invitationByToken(token: "unknown") { ${fields} } }`,
    fields: Object.fromEntries(['email', 'projectSpaceName', 'invitedByName', 'roleName', 'expiresAt', 'accountExists']
      .map((name) => [name, { expected: alike('null') }])),
  },
  ApiKey: {
    expected: { ...alike('null'), validKey: 'done' }, path: ['apiKey'], within: (_scene, fields) => `{ apiKey { ${fields} } }`,
    fields: { expiresAt: { expected: { validKey: 'null' } }, createdBy: { expected: { keyOfRemoved: 'null' } } },
  },
  ...supportTypes,
  Site: { expected: forEverybody, path: ['site'], within: (_scene, fields) => `{ site { ${fields} } }` },
  PermissionInfo: {
    expected: forEverybody, path: ['permissionCatalogue', 0], within: (_scene, fields) => `{ permissionCatalogue { ${fields} } }`,
  },
};
