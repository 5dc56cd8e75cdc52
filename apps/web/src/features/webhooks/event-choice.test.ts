import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { ALL_EVENTS, chosenWith, eventsSummary, GROUPS } from './event-choice';

test("API-4: the choice holds every event of the schema's catalogue, each in one group", () => {
  const schema = buildSchema(readFileSync(join(__dirname, '../../../../../packages/schema/schema.graphql'), 'utf8'));
  const known = (schema.getType('WebhookEvent') as GraphQLEnumType).getValues().map(({ name }) => name);
  expect([...ALL_EVENTS].sort()).toEqual([...known].sort());
  expect(GROUPS.flatMap(({ events }) => events)).toEqual(ALL_EVENTS);
});

test('ticking and unticking keeps the order of the catalogue', () => {
  const some = chosenWith(['MEMBERSHIP_REMOVED'], 'INVITATION_CREATED', true);
  expect(some).toEqual(['INVITATION_CREATED', 'MEMBERSHIP_REMOVED']);
  expect(chosenWith(some, 'MEMBERSHIP_REMOVED', false)).toEqual(['INVITATION_CREATED']);
});

test('all events are told in one word, some by their number', () => {
  expect([eventsSummary(ALL_EVENTS), eventsSummary(['MEMBERSHIP_REMOVED']), eventsSummary(ALL_EVENTS.slice(0, 3))])
    .toEqual(['Every event', '1 event', '3 events']);
});
