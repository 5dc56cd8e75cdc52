const LOOK_EVERY_MS = 500;

// Read as early as can be: a parent that dies while we are starting has been seen alive.
const parent = process.ppid;
const hasChannel = process.channel !== undefined;

/** Ends with whoever started us, even if that is killed: we are handed to another parent, and a channel to it closes. */
export function stopWithParent(stop: () => void): void {
  const watch = setInterval(() => {
    if (process.ppid === parent && (!hasChannel || process.connected)) return;
    clearInterval(watch);
    stop();
  }, LOOK_EVERY_MS);
  watch.unref();
}
