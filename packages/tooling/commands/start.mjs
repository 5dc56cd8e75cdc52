import { join } from 'node:path';
import { buildApi, buildWeb, install, keep, root } from './workspace.mjs';

install();
buildApi();
buildWeb();
keep([process.execPath, [join(root, 'apps/api/dist/src/main.js')], { env: { ...process.env, NODE_ENV: 'production' } }]);
