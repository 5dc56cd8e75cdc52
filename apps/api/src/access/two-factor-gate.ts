import type { Places, Standing } from './actor';

/** Closes the project spaces that require two-factor to whoever lacks it: the one place that does (TFA-3). */
export function placesOf({ hasTwoFactor }: { hasTwoFactor: boolean }, all: Standing[]): Places {
  const isClosed = ({ requiresTwoFactor }: Standing) => requiresTwoFactor && !hasTwoFactor;
  return {
    standings: all.filter((standing) => !isClosed(standing)),
    closed: all.filter(isClosed).map(({ projectSpaceId, slug, projectSpaceName }) => ({ projectSpaceId, slug, projectSpaceName })),
  };
}

/** API keys are exempt. */
export const placesOfKey = (standings: Standing[]): Places => ({ standings, closed: [] });
