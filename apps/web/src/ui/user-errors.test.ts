import { errorsByField } from './user-errors';

test('each refusal reaches its field, and what has no field is kept for the form', () => {
  const errors = [
    { code: 'REQUIRED', message: 'Name.', field: ['account', 'firstName'] },
    { code: 'INVALID', message: 'First.', field: ['emails', '0'] },
    { code: 'INVALID', message: 'Second.', field: ['emails', '1'] },
    { code: 'LAST_ADMIN', message: 'Nobody left.', field: ['membershipId'] },
    { code: 'RATE_LIMITED', message: 'Later.', field: null },
  ];
  expect(errorsByField(errors, ['firstName', 'emails'])).toEqual({
    firstName: 'Name.', emails: 'First. Second.', '': 'Nobody left. Later.',
  });
});
