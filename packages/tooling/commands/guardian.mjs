import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 250;
const SHELLS = ['sh', 'dash', 'bash', 'ash', 'busybox', 'zsh'];

function lookUp(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return { name, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}

// Read before anything is awaited or built: whoever dies meanwhile has been seen alive.
const parent = process.ppid;
const shell = lookUp(parent);
const throughShell = shell && SHELLS.includes(shell.name) && process.env.npm_lifecycle_event ? shell.parent : undefined;

/** npm runs us through a shell that outlives it, so the shell's parent counts as well as ours. */
function isOrphaned() {
  if (process.ppid !== parent) return true;
  return throughShell !== undefined && lookUp(parent)?.parent !== throughShell;
}

/** Calls once npm, or whoever started us, is dead, by SIGKILL too. */
export function onOrphaned(act) {
  const look = setInterval(() => {
    if (!isOrphaned()) return;
    clearInterval(look);
    act();
  }, LOOK_EVERY_MS);
  look.unref();
}
