import { deliveryOutcome } from './delivery-outcome';

const LATER = '2026-01-01T00:00:00Z';

test.each([
  ['before its first attempt', { attempts: 0, succeeded: false, nextAttemptAt: LATER }, 'Waiting', 'gray'],
  ['answered with success', { attempts: 1, succeeded: true, nextAttemptAt: null }, 'Delivered', 'green'],
  ['asked for again after success', { attempts: 1, succeeded: true, nextAttemptAt: LATER }, 'Waiting', 'gray'],
  ['failed and to be tried again', { attempts: 3, succeeded: false, nextAttemptAt: LATER }, 'Failed, will retry', 'yellow'],
  ['given up', { attempts: 10, succeeded: false, nextAttemptAt: null }, 'Failed', 'red'],
])('API-4: a delivery that is %s is shown so', (_, delivery, label, tone) => {
  expect(deliveryOutcome(delivery)).toMatchObject({ label, tone });
});
