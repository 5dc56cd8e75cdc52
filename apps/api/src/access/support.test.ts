import { operator, requireSupport } from './access';
import type { Actor, SignedIn } from './actor';
import { AuditChannel } from './channel';

const person: SignedIn = {
  kind: 'web-user', webUserId: 'w', sessionId: 's', email: 'desk@example.org', username: 'desk@example.org', name: 'Desk',
  hasTwoFactor: true, isSupport: true, standings: [], closed: [], channel: AuditChannel.WEB, userAgent: 'test',
};

test('SUP-1: staff with two-factor act as support, by the channel of support', () => {
  expect(requireSupport(person)).toEqual({ ...operator, webUserId: 'w', email: 'desk@example.org', userAgent: 'test' });
  expect(operator.channel).toBe(AuditChannel.SUPPORT);
});

test.each<[string, Actor, string]>([
  ['nobody', { kind: 'anonymous', channel: AuditChannel.WEB, userAgent: null }, 'UNAUTHENTICATED'],
  ['a person who is not staff', { ...person, isSupport: false }, 'FORBIDDEN'],
  ['staff without two-factor', { ...person, hasTwoFactor: false }, 'TWO_FACTOR_REQUIRED'],
])('SUP-1: %s is refused', (_who, actor, code) => {
  expect(() => requireSupport(actor)).toThrow(expect.objectContaining({ extensions: { code } }));
});
