import type { ChangeRepository } from './change.repository';
import { ChangeFeed } from './change-feed';

test('whoever begins to follow while it looks adds no second round of looks', async () => {
  jest.useFakeTimers();
  let answer = () => undefined as void;
  const changes = {
    after: async () => {
      await new Promise<void>((resolve) => { answer = resolve; });
      return { place: { since: '1', seen: new Set() }, changes: [] };
    },
  } as unknown as ChangeRepository;
  const feed = new ChangeFeed(changes, (error) => { throw error; });
  const follower = { projectSpaceId: 'p', matter: 'm', tell: () => undefined };
  const first = feed.follow(follower);
  answer();
  const leave = await first;
  jest.advanceTimersByTime(1_000);
  leave();
  const again = feed.follow(follower);
  answer();
  await again;
  await jest.advanceTimersByTimeAsync(0);
  expect(jest.getTimerCount()).toBe(1);
  const stopped = feed.stop();
  jest.useRealTimers();
  await stopped;
});
