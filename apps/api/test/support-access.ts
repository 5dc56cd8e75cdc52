import { alike, type Row, type TypeRow } from './access-expectations';

/** What support does is for staff alone. */
const forStaff: Row['expected'] = { ...alike('FORBIDDEN'), staff: 'done' };
const doneByStaff: Row['expected'] = { ...forStaff, anonymous: 'UNAUTHENTICATED', validKey: 'FORBIDDEN' };
const WHY = { reason: 'Asked for by phone' };

/** The desk of support in the access matrix. */
export const supportOperations: Record<string, Row> = {
  'Query.support': { expected: forStaff, fields: '{ webUser(email: "nobody@example.org") { id } }' },
  'Mutation.supportUnblockAddress': { expected: doneByStaff, input: ({ target }) => ({ ...WHY, email: target.person.email }) },
  'Mutation.supportResetTwoFactor': {
    expected: { ...doneByStaff, staff: 'INVALID' },
    input: ({ target }) => ({ ...WHY, webUserId: target.person.id, identityVerifiedBy: 'A call' }),
  },
  'Mutation.supportRemoveAdmin': {
    expected: doneByStaff, input: ({ admin }) => ({ ...WHY, membershipId: admin.membershipId }),
  },
  'Mutation.supportSetPlan': { expected: doneByStaff, input: ({ space }) => ({ ...WHY, projectSpaceId: space.id, plan: 'PRO' }) },
  'Mutation.supportSetAccountActive': {
    expected: doneByStaff, input: ({ target }) => ({ ...WHY, webUserId: target.person.id, active: false }),
  },
};

export const supportTypes: Record<string, TypeRow> = {
  Support: {
    expected: forStaff, path: ['support'], within: (_scene, fields) => `{ support { ${fields} } }`,
    fields: {
      address: { arguments: '(email: "x")', expected: { staff: 'null' } },
      webUser: { arguments: '(email: "nobody@example.org")', expected: { staff: 'null' } },
      projectSpace: { arguments: '(slug: "nowhere")', expected: { staff: 'null' } },
    },
  },
  SupportAddress: {
    expected: forStaff, path: ['support', 'address'],
    within: (_scene, fields) => `{ support { address(email: "open@example.org") { ${fields} } } }`,
    fields: { blockedAt: { expected: { staff: 'null' } } },
  },
  SupportMail: {
    expected: forStaff, path: ['support', 'address', 'mails', 0],
    within: (_scene, fields) => `{ support { address(email: "open@example.org") { mails { ${fields} } } } }`,
  },
  SupportWebUser: {
    expected: forStaff, path: ['support', 'webUser'],
    within: ({ target }, fields) => `{ support { webUser(email: "${target.person.email}") { ${fields} } } }`,
  },
  SupportProjectSpace: {
    expected: forStaff, path: ['support', 'projectSpace'],
    within: ({ space }, fields) => `{ support { projectSpace(slug: "${space.slug}") { ${fields} } } }`,
  },
  SupportAdmin: {
    expected: forStaff, path: ['support', 'projectSpace', 'admins', 0],
    within: ({ space }, fields) => `{ support { projectSpace(slug: "${space.slug}") { admins { ${fields} } } } }`,
  },
};
