import { join } from 'node:path';
import { buildApi, install, root, run } from './workspace.mjs';

install();
buildApi();
process.exit(run(process.execPath, [join(root, 'apps/api/dist/src/cli.js'), ...process.argv.slice(2)], {
  env: { ...process.env, NODE_ENV: 'production' },
}));
