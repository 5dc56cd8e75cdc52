import { p50 } from '../measure.mjs';

const PAGE = `query ($slug: String!, $filter: AuditFilter) { projectSpace(slug: $slug) { auditEvents(first: 50, filter: $filter) {
  pageInfo { hasNextPage endCursor }
  nodes { id at action channel actor { id firstName lastName email } actorEmail subjectEmail changes { field from to } } } } }`;
const FILTERS = { 'page of the audit log': null, 'page of the audit log of one action': { actions: ['role.changed'] } };
const SEARCH = { search: 'person-777@example.org' };

export async function measure({ usher, cookie, row }) {
  const timeOf = async (slug, filter) => await p50(usher, cookie, { query: PAGE, variables: { slug, filter } });
  for (const [what, filter] of Object.entries(FILTERS)) {
    const [small, huge] = [await timeOf('small', filter), await timeOf('huge', filter)];
    row(`${what}, 1,000,000 against 1,000 events, p50`, (huge / small).toFixed(2), '≤ 1.3', huge / small <= 1.3,
      `${huge.toFixed(2)} ms against ${small.toFixed(2)} ms`);
  }
  const [page, found] = [await timeOf('huge', null), await timeOf('huge', SEARCH)];
  row('search of the audit log at 1,000,000 for one address, against a page, p50', (found / page).toFixed(2), '–', true,
    `${found.toFixed(2)} ms against ${page.toFixed(2)} ms`);
}
