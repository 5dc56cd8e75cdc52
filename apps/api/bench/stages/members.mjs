import assert from 'node:assert/strict';
import { post } from '../load.mjs';
import { compare, p50 } from '../measure.mjs';

export const PAGE = `query ($slug: String!) { projectSpace(slug: $slug) { memberships(first: 50) { pageInfo { hasNextPage endCursor }
  nodes { id active joinedAt lastAccessDate webUser { id email firstName lastName lastLogin } role { id name } locations { id code name } } } } }`;
const COUNTED = PAGE.replace('pageInfo', 'totalCount pageInfo');
const SEARCH = `query ($slug: String!, $search: String) { projectSpace(slug: $slug) { memberships(first: 50, filter: { search: $search }) {
  pageInfo { hasNextPage endCursor } nodes { id webUser { firstName lastName email } role { name } locations { code } } } } }`;

const page = (slug, query = PAGE) => ({ query, variables: { slug } });

export async function measure({ usher, hand, cookie, agent, row }) {
  const [ours, theirs] = await Promise.all([usher, hand].map(({ address }) => post(address, agent, cookie, page('large'))));
  assert.deepEqual(JSON.parse(ours), JSON.parse(theirs));
  const pages = await compare(usher, hand, cookie, () => page('large'));
  row('page of 50 of 100,000 members', pages.ratio.toFixed(2), '≥ 0.6', pages.ratio >= 0.6, `${pages.ours.toFixed(0)} against ${pages.theirs.toFixed(0)} a second`);
  const small = await p50(usher, cookie, page('small', COUNTED));
  const huge = await p50(usher, cookie, page('huge', COUNTED));
  row('page with total at 1,000,000 against 1,000 members, p50', (huge / small).toFixed(2), '≤ 1.3', huge / small <= 1.3, `${huge.toFixed(2)} ms against ${small.toFixed(2)} ms`);
  const plain = await p50(usher, cookie, page('huge'));
  const terms = { 'three letters that hit 1 %': 'qui', 'a full name': 'Amina Mensah600000', 'no hit': 'zzzyx' };
  for (const [what, search] of Object.entries(terms)) {
    const time = await p50(usher, cookie, { query: SEARCH, variables: { slug: 'huge', search } });
    row(`search at 1,000,000 for ${what}, against a page, p50`, (time / plain).toFixed(2), '≤ 10', time / plain <= 10, `${time.toFixed(2)} ms against ${plain.toFixed(2)} ms`);
  }
}
