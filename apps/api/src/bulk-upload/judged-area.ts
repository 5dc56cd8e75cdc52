import type { Standing } from '../access/actor';

/** What a maker saw of a project space while rows about it were judged: locations, or all of it. */
export interface JudgedArea {
  projectSpaceId: string;
  area: string[] | null;
}

const keyOf = ({ projectSpaceId, area }: JudgedArea) => JSON.stringify([projectSpaceId, area]);

export const areaOf = ({ projectSpaceId, area }: Pick<Standing, 'projectSpaceId' | 'area'>): JudgedArea =>
  ({ projectSpaceId, area: area && [...area].sort() });

export const isSameArea = (one: JudgedArea, other: JudgedArea): boolean => keyOf(one) === keyOf(other);

/** Those known and those that these rows add, each once. */
export function joinedAreas(known: JudgedArea[], judged: { standing: Standing | null }[]): JudgedArea[] {
  const standings = new Set(judged.flatMap(({ standing }) => standing ?? []));
  return [...new Map([...known, ...[...standings].map(areaOf)].map((one) => [keyOf(one), one])).values()];
}
