import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Runs a program to its end, with its output shown; answers with its exit code. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  if (signal) process.stderr.write(`${command} was ended by ${signal}\n`);
  return status ?? 1;
}

export class CommandFailed extends Error {}

export function must(command, args, options) {
  const code = run(command, args, options);
  if (code !== 0) throw new CommandFailed(`${[command, ...args].join(' ')} ended with ${code}`);
}

export const bin = (workspace, name) => join(root, workspace, 'node_modules', '.bin', name);
