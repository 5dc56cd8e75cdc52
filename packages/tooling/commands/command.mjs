import { CommandFailed } from './workspace.mjs';

/** Ends with what went wrong in one line instead of a stack. */
export function command(work) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
