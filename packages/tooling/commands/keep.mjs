import { spawn } from 'node:child_process';
import { descendantsOf } from './descendants.mjs';
import { onOrphaned } from './guardian.mjs';
import { root } from './workspace.mjs';

const GRACE_MS = 7_000;

const start = ([command, args, options]) => {
  // Over this channel a Node program learns of our end at once, however we end.
  const stdio = ['inherit', 'inherit', 'inherit', ...(command === process.execPath ? ['ipc'] : [])];
  return spawn(command, args, { cwd: root, stdio, ...options });
};

function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Keeps programs running until one ends, or we are told to stop, or whoever started us is dead. */
export function keep(...programs) {
  const children = new Set(programs.map(start));
  let isStopping = false;
  const signalAll = (signal) => {
    for (const child of children) {
      // A script around a program dies of a signal without handing it on; ours stop what they have started themselves.
      const started = child.spawnfile === process.execPath ? [] : descendantsOf(child.pid);
      child.kill(signal);
      for (const pid of started) end(pid, signal);
    }
  };
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    signalAll('SIGTERM');
    setTimeout(signalAll, GRACE_MS, 'SIGKILL').unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  onOrphaned(stop);
  // The terminal, or what read our output, may be gone as well: nothing more to say is no reason to stay.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const child of children) {
    const leave = (code) => {
      if (!children.delete(child)) return;
      if (!isStopping) process.exitCode = code;
      stop();
      if (children.size === 0) process.exit();
    };
    child.on('exit', (code) => leave(code ?? 1));
    child.on('error', ({ message }) => {
      process.stderr.write(`${message}\n`);
      leave(1);
    });
  }
}
