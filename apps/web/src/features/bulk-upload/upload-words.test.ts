import { applyLabel, isMoving, makerWords, rowFilter, statusLabel, type UploadStatus } from './upload-words';

const none = {
  rows: 0, invited: 0, invitationsChanged: 0, membershipsChanged: 0, membershipsRemoved: 0, invitationsRemoved: 0,
  invitationsRenewed: 0, unchanged: 0, problems: 0,
};

test.each([
  [none, false, 'Apply: nothing to change'],
  [{ ...none, invited: 1 }, false, 'Apply: 1 invitation'],
  [{ ...none, invited: 2, membershipsChanged: 1, invitationsChanged: 2, invitationsRemoved: 1 }, false, 'Apply: 2 invitations, 3 changes, 1 removal'],
  [{ ...none, invitationsRenewed: 2 }, false, 'Apply: nothing to change'],
  [{ ...none, invitationsRenewed: 2 }, true, 'Apply: 2 renewals'],
])('UPL-3: the button says what it will do', (summary, renews, label) => {
  expect(applyLabel(summary, renews)).toBe(label);
});

test.each([
  ['rows', {}], ['problems', { withProblems: true }], ['invited', { actions: ['INVITE'] }], ['unknown', {}],
])('UPL-3: tile %s filters the rows', (tile, filter) => {
  expect(rowFilter(tile)).toEqual(filter);
});

test.each<[UploadStatus, string, boolean]>([
  ['AWAITING_FILE', 'gray', true], ['CHECKING', 'blue', true], ['READY', 'yellow', false], ['APPLYING', 'blue', true],
  ['DONE', 'green', false], ['REFUSED', 'red', false], ['CANCELLED', 'gray', false], ['FAILED', 'red', false],
])('status %s is %s', (status, tone, moves) => {
  expect([statusLabel(status).tone, isMoving(status)]).toEqual([tone, moves]);
});

test('MEM-5: whoever uploaded a file is named, while they are a member, and also where it was the operator, who has no account', () => {
  expect(makerWords({ createdById: '1', createdBy: { id: '1', firstName: 'Ana', lastName: 'Sow' } })).toBe('Ana Sow');
  expect(makerWords({ createdById: '1', createdBy: null })).toBe('A former member');
  expect(makerWords({ createdById: null, createdBy: null })).toBe('The operator of Usher');
});
