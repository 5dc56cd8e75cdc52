import { GraphQLScalarType, Kind } from 'graphql';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function parseMoment(value: unknown): Date {
  const moment = typeof value === 'string' && MOMENT.test(value) ? new Date(value) : null;
  if (!moment || Number.isNaN(moment.getTime())) {
    throw new TypeError('Not a moment: write it like 2026-11-24T10:00:00Z.');
  }
  return moment;
}

function parseDay(value: unknown): string {
  const isDay = typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
  if (!isDay || new Date(value).toISOString().slice(0, 10) !== value) {
    throw new TypeError('Not a day: write it like 2026-11-24.');
  }
  return value;
}

const textOf = (node: { kind: Kind }) => (node.kind === Kind.STRING ? (node as { value?: unknown }).value : null);

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, as in RFC 3339: 2026-11-24T10:00:00.000Z.',
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  parseValue: parseMoment,
  parseLiteral: (node) => parseMoment(textOf(node)),
});

export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day: 2026-11-24.',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(textOf(node)),
});
