import { OneByOne } from './one-by-one';

test('API-3: those with one name wait for each other, others do not', async () => {
  const turns = new OneByOne(1_000);
  const end = await turns.turn('a');
  const order: string[] = [];
  const second = turns.turn('a').then((next) => {
    order.push('second');
    next?.();
  });
  (await turns.turn('b'))?.();
  order.push('other');
  end?.();
  await second;
  expect(order).toEqual(['other', 'second']);
});

test('API-3: of any number that wait one goes after the other, each once', async () => {
  const turns = new OneByOne(5_000);
  let working = 0;
  const work = async () => {
    const end = await turns.turn('a');
    working += 1;
    expect(working).toBe(1);
    await Promise.resolve();
    working -= 1;
    end?.();
  };
  await Promise.all(Array.from({ length: 20 }, work));
});

test('API-3: patience ends', async () => {
  const turns = new OneByOne(20);
  const end = await turns.turn('a');
  expect(await turns.turn('a')).toBeNull();
  end?.();
  expect(await turns.turn('a')).not.toBeNull();
});
