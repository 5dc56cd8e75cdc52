import { jest, runStages } from './stages.mjs';
import { buildApi, buildWeb, install } from './workspace.mjs';

install();
buildApi();
buildWeb();
runStages({ 'races and kills, the long form': jest('apps/api', ['--testMatch', '**/*.race.test.ts', '**/*.soak.ts'], { SOAK: '1' }) });
