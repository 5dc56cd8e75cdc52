import { oneByOne } from './one-by-one';

test('work that is called for while it runs runs once more, after a pause', async () => {
  const steps: string[] = [];
  let endPause = () => {};
  const call = oneByOne(async () => { steps.push('work'); }, async () => await new Promise<void>((done) => { endPause = done; }));
  const settled = async () => await new Promise((done) => { setImmediate(done); });
  call();
  call();
  call();
  await settled();
  expect(steps).toEqual(['work']);
  endPause();
  await settled();
  expect(steps).toEqual(['work', 'work']);
  endPause();
  await settled();
  expect(steps).toHaveLength(2);
  call();
  await settled();
  expect(steps).toHaveLength(3);
});

test('work that fails is not the last', async () => {
  let runs = 0;
  const call = oneByOne(async () => { runs += 1; throw new Error('lost'); }, async () => {});
  call();
  await new Promise((done) => { setImmediate(done); });
  call();
  expect(runs).toBe(2);
});
