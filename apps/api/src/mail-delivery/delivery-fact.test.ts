import type { MailOutcome } from '../platform/mail/mail-transport';
import { countsUntil, factOf } from './delivery-fact';

const at = new Date('2026-11-25T10:00:00Z');

test.each<[MailOutcome, object | null]>([
  [{ outcome: 'sent', reply: '250 OK' }, null],
  [{ outcome: 'misconfigured', reply: '535 authentication failed' }, null],
  [{ outcome: 'temporary', reply: '451 later' }, { kind: 'DEFERRED', standsFor: null, counts: 'never' }],
  [{ outcome: 'bounced', reply: '550 5.1.1 no such user' }, { kind: 'BOUNCED', standsFor: 'UNDELIVERABLE', counts: 'for good' }],
  [{ outcome: 'bounced', reply: '550 no' }, { kind: 'BOUNCED', standsFor: 'UNDELIVERABLE', counts: 'for good' }],
  [{ outcome: 'bounced', reply: '554 5.7.1 not trusted' }, { kind: 'BOUNCED', standsFor: 'UNDELIVERABLE', counts: 'for a day' }],
  [{ outcome: 'bounced', reply: '550-5.7.26 not signed' }, { kind: 'BOUNCED', standsFor: 'UNDELIVERABLE', counts: 'for a day' }],
  [{ outcome: 'refused', reply: '400' }, { kind: 'BOUNCED', standsFor: 'UNDELIVERABLE', counts: 'never' }],
  [{ outcome: 'held', reply: 'blocked' }, { kind: 'SUPPRESSED', standsFor: 'UNDELIVERABLE', counts: 'never' }],
])('EML-4: what %j tells of an address', (outcome, expected) => {
  const fact = factOf(outcome, at);
  expect(fact).toEqual(expected && { ...expected, at, detail: outcome.reply });
});

test('EML-4: what counts for a day does so for 24 hours from its own time', () => {
  expect(countsUntil({ at, counts: 'for a day' })).toBe('2026-11-26T10:00:00.000Z');
  expect(countsUntil({ at, counts: 'for good' })).toBe('infinity');
  expect(countsUntil({ at, counts: 'never' })).toBeNull();
});
