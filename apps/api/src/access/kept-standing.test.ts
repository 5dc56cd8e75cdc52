import type { Actor, SignedIn, Standing } from './actor';
import { holdsStill, keptStanding } from './kept-standing';
import { Permission } from './permission';

const { VIEW_DATA, VIEW_WEB_USERS } = Permission;

const someone = (standings: Partial<Standing>[], given: Partial<SignedIn> = {}) => ({
  kind: 'web-user', isSupport: false, ...given,
  standings: standings.map((one) => ({ projectSpaceId: 'a', isAdmin: false, permissions: [VIEW_WEB_USERS], area: null, ...one })),
}) as Actor;

const before = (standings: Partial<Standing>[], given?: Partial<SignedIn>) =>
  JSON.parse(JSON.stringify(keptStanding(someone(standings, given)))) as ReturnType<typeof keptStanding>;

describe('ROL-6: a standing that was kept', () => {
  test.each([
    ['the same', [{}], [{}]],
    ['one more project space', [{}], [{}, { projectSpaceId: 'b' }]],
    ['one more permission', [{}], [{ permissions: [VIEW_DATA, VIEW_WEB_USERS] }]],
    ['an admin made of it', [{}], [{ isAdmin: true }]],
    ['a wider area', [{ area: ['x'] }], [{ area: ['y', 'x'] }]],
    ['the whole project space', [{ area: ['x'] }], [{ area: null }]],
  ])('is held still with %s', (_, then, now) => {
    expect(holdsStill(someone(now), before(then))).toBe(true);
  });

  test.each([
    ['a project space', [{}, { projectSpaceId: 'b' }], [{}]],
    ['a permission', [{ permissions: [VIEW_DATA, VIEW_WEB_USERS] }], [{}]],
    ['being an admin', [{ isAdmin: true }], [{}]],
    ['a location', [{ area: ['x', 'y'] }], [{ area: ['x'] }]],
    ['the whole project space', [{ area: null }], [{ area: ['x'] }]],
  ])('is lost with %s', (_, then, now) => {
    expect(holdsStill(someone(now), before(then))).toBe(false);
  });

  test('is lost by who is no staff any more, or nobody in particular', () => {
    expect(holdsStill(someone([]), before([], { isSupport: true }))).toBe(false);
    expect(holdsStill({ kind: 'anonymous' } as Actor, before([{}]))).toBe(false);
  });
});
