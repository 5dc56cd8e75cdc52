import { ArgumentError, readArgs } from './cli-output';

const read = (...args: string[]) => readArgs({ args, options: { project: { type: 'string' }, apply: { type: 'boolean', short: 'a' } } });

test.each([
  [['--sheet', 'x'], 'There is no option --sheet here.'],
  [['-q'], 'There is no option -q here.'],
  [['--project'], '--project needs a value.'],
  [['--project', '--apply'], '--project needs a value.'],
  [['--apply=yes'], '--apply takes no value.'],
  [['people.csv'], 'Nothing is known of "people.csv" here.'],
])('%j is refused in plain words', (args, words) => {
  expect(() => read(...args)).toThrow(new ArgumentError(words));
});
