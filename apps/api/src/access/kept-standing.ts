import type { Actor, Standing } from './actor';

type Kept = Pick<Standing, 'projectSpaceId' | 'isAdmin' | 'permissions' | 'area'>;

/** What somebody could do at some moment, kept to be compared with what they can later. */
export interface KeptStanding {
  isSupport: boolean;
  standings: Kept[];
}

const isSupport = (actor: Actor): boolean => actor.kind === 'web-user' && actor.isSupport;

export function keptStanding(actor: Actor): KeptStanding {
  const standings = actor.kind === 'anonymous' ? [] : actor.standings;
  return {
    isSupport: isSupport(actor),
    standings: standings.map(({ projectSpaceId, isAdmin, permissions, area }) => ({ projectSpaceId, isAdmin, permissions, area })),
  };
}

const isWithin = (some: readonly string[], all: readonly string[]): boolean => {
  const held = new Set(all);
  return some.every((one) => held.has(one));
};

function covers(now: Kept | undefined, then: Kept): boolean {
  if (!now || (then.isAdmin && !now.isAdmin) || !isWithin(then.permissions, now.permissions)) return false;
  return now.area === null || (then.area !== null && isWithin(then.area, now.area));
}

/** Whether nothing of it was lost since, anywhere; more may have come (ROL-6). */
export function holdsStill(actor: Actor, then: KeptStanding): boolean {
  if (then.isSupport && !isSupport(actor)) return false;
  const now = new Map(keptStanding(actor).standings.map((one) => [one.projectSpaceId, one]));
  return then.standings.every((one) => covers(now.get(one.projectSpaceId), one));
}
