import { load, median } from './load.mjs';

export const QUICK = Boolean(process.env.QUICK);
const ROUNDS = QUICK ? 1 : 5;
const SECONDS = QUICK ? 2 : 10;
const WARM_UP = QUICK ? 1 : 3;

/** Alternates the two, so that whatever else the machine does falls on both; the median of the ratios counts. */
export async function compare(usher, hand, cookie, bodyOf) {
  const at = (url, seconds) => load({ url: url.address, cookie, bodyOf, connections: 8, seconds });
  await at(usher, WARM_UP);
  await at(hand, WARM_UP);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([(await at(usher, SECONDS)).rate, (await at(hand, SECONDS)).rate]);
  return {
    ratio: median(rounds.map(([ours, theirs]) => ours / theirs)), ours: median(rounds.map(([ours]) => ours)),
    theirs: median(rounds.map(([, theirs]) => theirs)),
  };
}

/** The median of the times at one connection, in milliseconds. */
export async function p50(usher, cookie, body) {
  const options = { url: usher.address, cookie, bodyOf: () => body, connections: 1 };
  await load({ ...options, seconds: 1 });
  return (await load({ ...options, seconds: QUICK ? 1 : 4 })).p50;
}
