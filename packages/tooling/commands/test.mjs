import { buildApi, buildSheet, buildWeb, generateWebTypes, install } from './build.mjs';
import { command } from './command.mjs';
import { check, jest, nodeTests, playwright, runStages, script, step } from './stages.mjs';

command(() => {
  install();
  runStages({
    'operations of the web app': step(generateWebTypes),
    'build of the sheet': step(buildSheet),
    'types of the sheet': check('packages/web-user-sheet', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
    'types of the API': check('apps/api', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
    'types of the web app': check('apps/web', 'tsc', ['-p', 'tsconfig.json']),
    'types of the journeys': check('e2e', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
    lint: script('lint.mjs'),
    'tests of the tooling': nodeTests('packages/tooling'),
    'tests of the examples': nodeTests('examples'),
    'tests of the sheet': jest('packages/web-user-sheet'),
    'tests of the API': jest('apps/api'),
    'tests of the web app': jest('apps/web'),
    build: step(() => {
      buildApi();
      buildWeb();
    }),
    journeys: playwright,
  });
});
