import { EMPTY, type Observable, of, Subject, throwError } from 'rxjs';
import { followAnew } from './follow-anew';

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** How often it was begun after each wait; waits differ, but not here. */
function begunAfter(follow: () => Observable<{ error?: unknown }>, waits: number[]): number[] {
  let begun = 0;
  const following = followAnew(() => { begun += 1; return follow(); }, () => {}).subscribe();
  const counts = [begun, ...waits.map((wait) => { jest.advanceTimersByTime(wait); return begun; })];
  following.unsubscribe();
  return counts;
}

test('a stream that cannot be had is tried again, ever later', () => {
  expect(begunAfter(() => throwError(() => new Error('no network')), [1_000, 2_000, 4_000])).toEqual([1, 2, 3, 4]);
  expect(begunAfter(() => of({ error: new Error('forbidden') }), [999, 1, 1_999, 1])).toEqual([1, 1, 2, 2, 3]);
});

test('one that ended is begun anew, and none is after one has left', () => {
  expect(begunAfter(() => EMPTY, [1_000, 1_000])).toEqual([1, 2, 3]);
  jest.advanceTimersByTime(100_000);
  expect(jest.getTimerCount()).toBe(0);
});

test('a loss is told, and what comes before and after it is news', () => {
  const streams = [new Subject<{ error?: unknown }>(), new Subject<{ error?: unknown }>()];
  const told: string[] = [];
  let next = 0;
  followAnew(() => streams[next++]!, () => told.push('lost')).subscribe(() => told.push('news'));
  streams[0]!.next({});
  streams[0]!.error(new Error('the server stopped'));
  jest.advanceTimersByTime(1_000);
  streams[1]!.next({});
  expect(told).toEqual(['news', 'lost', 'news']);
});
