import { join } from 'node:path';
import { checkLayers } from '../lint/check-layers.mjs';
import { bin, root, run } from './workspace.mjs';

const findings = checkLayers(root);
for (const finding of findings) process.stdout.write(`${finding}\n`);
const codes = [
  run(bin('.', 'oxlint'), ['--deny-warnings', '--config', join(root, '.oxlintrc.json'), 'apps', 'packages', 'e2e', 'examples']),
  run(bin('.', 'knip'), ['--no-progress']),
];
process.exit(findings.length > 0 || codes.some((code) => code !== 0) ? 1 : 0);
