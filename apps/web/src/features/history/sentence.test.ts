import type { HistoryEventFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { changeWords, sentenceOf } from './sentence';

const event = (given: Partial<HistoryEventFragment>) => ({
  id: '1', at: '2026-11-24T10:00:00Z', action: 'membership.changed', channel: 'WEB', actor: null, actorEmail: null, byOperator: false,
  subjectEmail: 'amina@example.org', subjectName: null, changes: [], ...given,
}) as HistoryEventFragment;
const ana = { id: '2', firstName: 'Ana', lastName: 'Silva', email: 'ana@example.org' } as HistoryEventFragment['actor'];

test.each([
  [{ actor: ana }, 'Ana Silva changed the role or locations of amina@example.org'],
  [{ actor: ana, action: 'role.created', subjectName: 'Nurse' }, 'Ana Silva made the role Nurse'],
  [{ actorEmail: 'gone@example.org', action: 'invitation.created' }, 'gone@example.org invited amina@example.org'],
  [{ channel: 'INVITATION' as const, action: 'invitation.accepted' }, 'The invited person accepted the invitation to amina@example.org'],
  [{ channel: 'SYSTEM' as const, action: 'project-space.created' }, 'Usher made the project space'],
  [{ channel: 'BULK_UPLOAD' as const, action: 'invitation.created' }, 'Somebody outside your locations invited amina@example.org'],
  [{ channel: 'BULK_UPLOAD' as const, byOperator: true, action: 'invitation.created' }, 'The operator of Usher invited amina@example.org'],
  [{ channel: 'SUPPORT' as const, action: 'address.unblocked' }, 'Usher support let mail leave for amina@example.org again'],
  [{ channel: 'SUPPORT' as const, byOperator: true, action: 'address.unblocked' }, 'The operator of Usher let mail leave for amina@example.org again'],
  [{}, 'Somebody outside your locations changed the role or locations of amina@example.org'],
  [{ actor: ana, action: 'comet.seen' }, 'Ana Silva comet.seen'],
])('AUD-2: %j reads "%s"', (given, words) => {
  expect(sentenceOf(event(given))).toBe(words);
});

test('every action that can be filtered by has a sentence, and the other way round', () => {
  expect(Object.keys(texts.history.actions)).toEqual(Object.keys(texts.history.sentences));
});

const CATALOGUE = [{ permission: 'VIEW_WEB_USERS', title: 'View web users' }];

test.each([
  [{ field: 'role', from: 'Read Only', to: 'Admin' }, { field: 'Role', words: 'Read Only → Admin' }],
  [{ field: 'usesLocations', from: 'false', to: 'true' }, { field: 'Uses organizations', words: 'no → yes' }],
  [{ field: 'locations', from: null, to: 'dakar' }, { field: 'Locations', words: 'none → dakar' }],
  [
    { field: 'permissions', from: null, to: 'VIEW_WEB_USERS, EDIT_COMETS' },
    { field: 'Permissions', words: 'none → View web users, EDIT_COMETS' },
  ],
  [{ field: 'comet', from: '', to: 'x' }, { field: 'comet', words: 'none → x' }],
])('the change %j reads %j', (change, words) => {
  expect(changeWords(change as HistoryEventFragment['changes'][number], CATALOGUE)).toEqual(words);
});
