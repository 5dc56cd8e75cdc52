const PAUSE_MS = 1_500;

/** Runs work for what calls for it: at once, then not before it has ended and a moment has passed, and once for all that called meanwhile. */
export function oneByOne(work: () => Promise<void>, pause = async () => await new Promise((done) => { setTimeout(done, PAUSE_MS); })): () => void {
  let isBusy = false;
  let isWanted = false;
  async function run(): Promise<void> {
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await work().catch(() => undefined);
      await pause();
    }
    isBusy = false;
  }
  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
}
