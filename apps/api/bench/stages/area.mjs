import assert from 'node:assert/strict';
import { post } from '../load.mjs';
import { compare } from '../measure.mjs';
import { PAGE } from './members.mjs';

const page = { query: PAGE, variables: { slug: 'organized' } };

/** Whoever is limited to 100 of 10,000 locations (ROL-7). */
export async function measure({ usher, hand, cookie, agent, row }) {
  const [ours, theirs] = await Promise.all([usher, hand].map(({ address }) => post(address, agent, cookie, page)));
  assert.deepEqual(JSON.parse(ours), JSON.parse(theirs));
  const { ratio, ours: rate, theirs: handRate } = await compare(usher, hand, cookie, () => page);
  row('page of 50 for a person limited to 100 of 10,000 locations', ratio.toFixed(2), '≥ 0.5', ratio >= 0.5,
    `${rate.toFixed(0)} against ${handRate.toFixed(0)} a second`);
}
