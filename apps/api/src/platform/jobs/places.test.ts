import { Places } from './places';

const SOON = 60_000;

function task() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => { end = resolve; });
  return { end: () => end(), work: async () => await ended };
}

test('so many work at once, the next as soon as one ends, whatever became of it', async () => {
  const places = new Places(2);
  const begun: string[] = [];
  const [first, second] = [task(), task()];
  const within = (name: string, work: () => Promise<void>) => places.within(Date.now() + SOON, async () => {
    begun.push(name);
    await work();
  });
  const failing = within('first', async () => await first.work().then(() => { throw new Error('it failed'); }));
  const others = [within('second', second.work), within('third', async () => undefined), within('fourth', async () => undefined)];
  await Promise.resolve();
  expect(begun).toEqual(['first', 'second']);
  first.end();
  await expect(failing).rejects.toThrow('it failed');
  second.end();
  await Promise.all(others);
  expect(begun).toEqual(['first', 'second', 'third', 'fourth']);
});

test('whoever would begin too late is turned away, and takes no place from those behind', async () => {
  const places = new Places(1);
  const { end, work } = task();
  const holding = places.within(Date.now() + SOON, work);
  await expect(places.within(Date.now(), work)).rejects.toThrow('No place became free in time.');
  const behind = places.within(Date.now() + SOON, async () => 'done');
  end();
  await holding;
  expect(await behind).toBe('done');
});

test('once it is closed nobody begins, and whoever is at work goes on', async () => {
  const places = new Places(1);
  const { end, work } = task();
  const atWork = places.within(Date.now() + SOON, async () => await work().then(() => 'done'));
  const waiting = places.within(Date.now() + SOON, work);
  places.close();
  await expect(waiting).rejects.toThrow('It is closing time.');
  end();
  expect(await atWork).toBe('done');
  await expect(places.within(Date.now() + SOON, work)).rejects.toThrow('It is closing time.');
});

test('whoever comes too late does not begin though places are free, and takes none', async () => {
  const places = new Places(1);
  let begun = 0;
  const work = async () => { begun += 1; };
  await expect(places.within(Date.now() - 1, work)).rejects.toThrow('No place became free in time.');
  expect(begun).toBe(0);
  await places.within(Date.now() + SOON, work);
  expect(begun).toBe(1);
});
