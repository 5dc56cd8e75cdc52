import { defer, type Observable, repeat, retry, tap, timer } from 'rxjs';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Not all at the same moment, where a server that served many was stopped. */
const spread = (milliseconds: number) => milliseconds * (0.5 + Math.random());

const waitFor = (losses: number) => timer(spread(Math.min(FIRST_WAIT_MS * 2 ** (losses - 1), LONGEST_WAIT_MS)));

/** Begins a stream anew when it ends, and ever later the more often in a row it was lost or refused. */
export function followAnew<News extends { error?: unknown }>(follow: () => Observable<News>, onLoss: () => void): Observable<News> {
  return defer(follow).pipe(
    tap(({ error }) => { if (error) throw error; }),
    tap({ complete: onLoss, error: onLoss }),
    retry({ delay: (_error, losses) => waitFor(losses), resetOnSuccess: true }),
    repeat({ delay: () => waitFor(1) }),
  );
}
