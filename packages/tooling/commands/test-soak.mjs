import { buildApi, buildWeb, install } from './build.mjs';
import { command } from './command.mjs';
import { jest, runStages, step } from './stages.mjs';

command(() => {
  install();
  runStages({
    build: step(() => {
      buildApi();
      buildWeb();
    }),
    'races and kills, the long form': jest('apps/api', ['--testMatch', '**/*.race.test.ts', '**/*.soak.ts'], {
      SOAK: '1',
    }),
  });
});
