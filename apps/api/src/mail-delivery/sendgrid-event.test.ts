import { factOfSendGrid, mailIdIn, providerIdsIn, readSendGridEvent } from './sendgrid-event';

const given = { event: 'delivered', sg_event_id: 'one', timestamp: 1_764_064_800 };
const factOf = (event: object) => {
  const read = readSendGridEvent({ ...given, ...event });
  return read && factOfSendGrid(read);
};

test.each<[object, [string, string | null, string] | null]>([
  [{ event: 'delivered' }, ['DELIVERED', 'DELIVERED', 'never']],
  [{ event: 'deferred' }, ['DEFERRED', null, 'never']],
  [{ event: 'bounce', type: 'bounce', status: '5.1.1' }, ['BOUNCED', 'UNDELIVERABLE', 'for good']],
  [{ event: 'bounce' }, ['BOUNCED', 'UNDELIVERABLE', 'for good']],
  [{ event: 'bounce', type: 'blocked', status: '5.2.2' }, ['BOUNCED', null, 'for a day']],
  [{ event: 'bounce', type: 'bounce', status: '4.2.2' }, ['DEFERRED', null, 'never']],
  [{ event: 'bounce', type: 'bounce', status: '2.0.0', reason: 'out of office' }, ['DEFERRED', null, 'never']],
  [{ event: 'dropped', reason: 'Bounced Address' }, ['SUPPRESSED', 'UNDELIVERABLE', 'for good']],
  [{ event: 'dropped', reason: 'Invalid' }, ['SUPPRESSED', 'UNDELIVERABLE', 'for good']],
  [{ event: 'dropped', reason: 'Invalid SMTPAPI header' }, ['SUPPRESSED', 'UNDELIVERABLE', 'never']],
  [{ event: 'dropped', reason: 'Unsubscribed Address' }, ['SUPPRESSED', 'UNDELIVERABLE', 'never']],
  [{ event: 'dropped' }, ['SUPPRESSED', 'UNDELIVERABLE', 'never']],
  [{ event: 'spamreport' }, ['COMPLAINED', 'DELIVERED', 'for good']],
  [{ event: 'processed' }, null], [{ event: 'open' }, null], [{ event: 'click' }, null], [{ event: '__proto__' }, null],
])('EML-4: what %j tells', (event, meaning) => {
  const fact = factOf(event);
  expect(fact && [fact.kind, fact.standsFor, fact.counts]).toEqual(meaning);
});

test('an event carries its own time, and what the server said without anything unprintable', () => {
  expect(factOf({ event: 'bounce', reason: '550\u0000no\r\nsuch user' }))
    .toMatchObject({ at: new Date('2025-11-25T10:00:00Z'), detail: '550 no such user' });
});

test.each([
  [null], [7], ['event'], [[]], [{}], [{ ...given, event: 7 }], [{ ...given, sg_event_id: '' }], [{ ...given, sg_event_id: 'a b' }],
  [{ ...given, sg_event_id: 'a\u0000' }], [{ ...given, sg_event_id: 'x'.repeat(300) }], [{ ...given, timestamp: 'soon' }],
  [{ ...given, timestamp: -1 }], [{ ...given, timestamp: 1e300 }], [{ ...given, timestamp: null }],
])('%j is no event', (value) => {
  expect(readSendGridEvent(value)).toBeNull();
});

const MAIL = 'b3f6d7b0-0000-4000-8000-000000000001';

test.each<[object, string | null]>([
  [{ mailId: MAIL }, MAIL], [{ 'smtp-id': `<${MAIL}@usher.example.org>` }, MAIL], [{ mailId: 'x', 'smtp-id': '<y@z>' }, null], [{}, null],
])('an event %j names the mail %s', (event, id) => {
  const read = readSendGridEvent({ ...given, ...event });
  expect(read && mailIdIn(read)).toBe(id);
});

test('an event names its message by a beginning of their id', () => {
  const read = readSendGridEvent({ ...given, sg_message_id: 'abc.def.filter0001.16648.5F5FC76C-9.0' });
  expect(read && providerIdsIn(read)).toEqual(expect.arrayContaining(['abc', 'abc.def', 'abc.def.filter0001']));
});
