const LOOK_EVERY_MS = 500;

/** Ends with whoever started us: when the parent dies, even by SIGKILL, we are handed to another one. */
export function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, LOOK_EVERY_MS);
  watch.unref();
}
