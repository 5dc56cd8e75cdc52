import { check, jest, nodeTests, playwright, runStages, script } from './stages.mjs';
import { buildApi, buildWeb, generateWebTypes, install } from './workspace.mjs';

install();
generateWebTypes();
runStages({
  'types of the API': check('apps/api', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
  'types of the web app': check('apps/web', 'tsc', ['-p', 'tsconfig.json']),
  'types of the journeys': check('e2e', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
  lint: script('lint.mjs'),
  'tests of the lint': nodeTests('packages/tooling/lint'),
  'tests of the API': jest('apps/api'),
  'tests of the web app': jest('apps/web'),
  build: () => {
    buildApi();
    buildWeb();
    return { passed: 1, failed: 0 };
  },
  journeys: playwright,
});
