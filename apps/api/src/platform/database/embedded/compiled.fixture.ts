import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { transformSync } from '@swc/core';

const PLATFORM = join(__dirname, '../..');
const PARTS = ['config', 'database/embedded'];

/** Compiles what starts PostgreSQL, so that processes of their own can run it and be killed. */
export function compile(): { main: string; remove: () => void } {
  const folder = join(PLATFORM, '../../node_modules/.cache', `embedded-${process.pid}`);
  for (const part of PARTS) {
    mkdirSync(join(folder, part), { recursive: true });
    for (const name of readdirSync(join(PLATFORM, part)).filter((one) => !/\.(test|fixture)\.ts$/.test(one))) {
      const { code } = transformSync(readFileSync(join(PLATFORM, part, name), 'utf8'), {
        filename: name, jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' },
      });
      writeFileSync(join(folder, part, name.replace(/ts$/, 'js')), code);
    }
  }
  const main = join(folder, 'hold.js');
  writeFileSync(main, `
    const { startEmbeddedPostgres, startEphemeralPostgres } =
      require('./${relative(PLATFORM, __dirname)}/embedded-postgres');
    const [, , dataDir] = process.argv;
    (dataDir ? startEmbeddedPostgres(dataDir) : startEphemeralPostgres()).then(({ url, stop }) => {
      process.once('SIGTERM', () => stop().then(() => process.exit(0)));
      console.log(url);
    });
  `);
  return { main, remove: () => rmSync(folder, { recursive: true }) };
}

export interface Holder {
  process: ChildProcess;
  url: string;
  /** Answers when the process has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** A process that uses the PostgreSQL of a data folder, or a thrown-away one. */
export async function holder(main: string, ...args: string[]): Promise<Holder> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    process: child, url,
    end: async (signal) => {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
