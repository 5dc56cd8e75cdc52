import { type ChangeFeed, type Follower } from './change-feed';
import { openStream } from './change-stream';
import { OpenStreams } from './open-streams';

/** A feed that tells what the test says. */
function scene() {
  const followers = new Set<Follower>();
  const feed = { follow: async (follower: Follower) => {
    followers.add(follower);
    return () => followers.delete(follower);
  } } as unknown as ChangeFeed;
  const streams = new OpenStreams();
  const reader = { isBehind: false, lost: false };
  const open = async (subjectId?: string) => await openStream(feed, streams, {
    owner: 'somebody', projectSpaceId: 'p', matter: 'm', subjectId, isBehind: () => reader.isBehind,
    read: async (ids) => (reader.lost ? undefined : { ids }),
  });
  const tell = (...ids: string[]) => followers.forEach((follower) => follower.tell(ids));
  return { followers, streams, reader, open, tell };
}

test('begins by telling of nothing, then each thing once that changed since', async () => {
  const { open, tell } = scene();
  const stream = await open();
  expect((await stream.next()).value).toEqual({ ids: [] });
  tell('a', 'b');
  tell('a');
  expect((await stream.next()).value).toEqual({ ids: ['a', 'b'] });
  await stream.return();
});

test('tells only of the one thing it is about', async () => {
  const { open, tell } = scene();
  const stream = await open('a');
  await stream.next();
  tell('b');
  tell('a');
  expect((await stream.next()).value).toEqual({ ids: ['a'] });
  await stream.return();
});

test('a reader who is behind is told nothing until they have caught up, and then all at once', async () => {
  const { open, tell, reader } = scene();
  const stream = await open();
  await stream.next();
  reader.isBehind = true;
  const next = stream.next();
  tell('a');
  await new Promise(setImmediate);
  tell('b');
  reader.isBehind = false;
  expect((await next).value).toEqual({ ids: ['a', 'b'] });
  await stream.return();
});

test('a reader for whom too much waits begins anew', async () => {
  const { open, tell, reader, followers } = scene();
  const stream = await open();
  await stream.next();
  reader.isBehind = true;
  const next = stream.next();
  tell(...Array.from({ length: 10_001 }, (_, index) => `id-${index}`));
  expect(await next).toEqual({ done: true, value: undefined });
  expect(followers.size).toBe(0);
});

test('ends while it waits, and is forgotten', async () => {
  const { open, streams, followers } = scene();
  const stream = await open();
  await stream.next();
  const next = stream.next();
  streams.endAll();
  expect(await next).toEqual({ done: true, value: undefined });
  expect([streams.size, followers.size]).toEqual([0, 0]);
});

test('one that nobody ever read is forgotten too', async () => {
  const { open, streams, followers } = scene();
  await (await open()).return();
  expect([streams.size, followers.size]).toEqual([0, 0]);
});

test('ends once its reader may no longer know', async () => {
  const { open, reader, tell } = scene();
  const stream = await open();
  await stream.next();
  reader.lost = true;
  tell('a');
  expect((await stream.next()).done).toBe(true);
});
