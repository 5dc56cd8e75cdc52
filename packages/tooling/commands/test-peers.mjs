import { existsSync } from 'node:fs';
import { buildSheet, install } from './build.mjs';
import { command } from './command.mjs';
import { jest, runStages, step } from './stages.mjs';
import { CommandFailed } from './workspace.mjs';

/** What each of Debian's packages brings; `.ci/run` installs them. */
const PROGRAMS = {
  'libreoffice-calc-nogui': '/usr/bin/soffice',
  'python3-uno': '/usr/lib/python3/dist-packages/uno.py',
  'python3-openpyxl': '/usr/lib/python3/dist-packages/openpyxl',
  'postgresql-15': '/usr/lib/postgresql/15/bin/postgres',
  pgbouncer: '/usr/sbin/pgbouncer',
};

function requirePrograms() {
  const missing = Object.keys(PROGRAMS).filter((name) => !existsSync(PROGRAMS[name]));
  if (missing.length > 0) {
    throw new CommandFailed(`Debian's packages are missing: apt-get install --no-install-recommends ${missing.join(' ')}`);
  }
}

const files = (...patterns) => ['--testMatch', ...patterns.map((pattern) => `**/${pattern}`)];

command(() => {
  install();
  runStages({
    'packages of Debian': step(requirePrograms),
    'build of the sheet': step(buildSheet),
    'LibreOffice and openpyxl': jest('packages/web-user-sheet', files('*.peer.ts')),
    'PostgreSQL 15': jest('apps/api', files(
      'cli-bulk.peer.ts', 'usher.api.test.ts', 'invite.api.test.ts', 'bulk-upload.api.test.ts',
    ), { USHER_PEERS: 'postgres' }),
    'PostgreSQL 15 behind PgBouncer, with a streaming replica': jest('apps/api', files(
      'replica-reads.peer.ts', 'usher.api.test.ts', 'history.api.test.ts', 'funnel.api.test.ts', 'bulk-download.api.test.ts',
      'last-admin.race.test.ts',
    ), { USHER_PEERS: 'all' }),
  });
});
