import { passwordStrength } from './password-strength';

test.each([['short', 0], ['aaaaaaaaaaaaaaaa', 0], ['lagoon77', 1], ['lagoon77moon', 2], ['correct horse battery', 3]])(
  '%s is %i', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength);
  });
