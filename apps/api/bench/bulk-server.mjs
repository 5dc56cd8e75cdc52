// Usher with the jobs of uploads and downloads at work in it, and no mail: that leaves at its own pace.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../dist/src');
const { createUsher } = require(join(dist, 'usher.js'));
const { loadConfig } = require(join(dist, 'platform/config.js'));

const config = loadConfig();
const { services, listen } = await createUsher(config, config.databaseUrl);
await listen();
await services.checkJob.start();
await services.applyJob.start();
await services.downloadMaker.start();
