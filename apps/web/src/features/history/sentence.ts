import type { HistoryEventFragment } from '../../gql/graphql';
import { texts } from '../../texts';

const t = texts.history;

/** Who did it; somebody the viewer does not see has no name here (ROL-7). */
function actorWords({ actor, actorEmail, byOperator, channel }: HistoryEventFragment): string {
  if (actor) return `${actor.firstName} ${actor.lastName}`;
  if (actorEmail) return actorEmail;
  if (byOperator) return t.operator;
  if (channel === 'INVITATION') return t.invitee;
  if (channel === 'SUPPORT') return t.support;
  return channel === 'SYSTEM' ? t.system : t.somebody;
}

/** One event as a sentence: who did what to whom. */
export function sentenceOf(event: HistoryEventFragment): string {
  const words = t.sentences[event.action];
  const deed = words ? words(event.subjectEmail ?? '', event.subjectName ?? '') : event.action;
  return `${actorWords(event)} ${deed}`;
}

const isMoment = (value: string) => /^\d{4}-\d\d-\d\dT/.test(value);
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function valueWords(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return t.nothing;
  if (value === 'true') return t.yes;
  if (value === 'false') return t.no;
  return isMoment(value) ? moment.format(new Date(value)) : value;
}

export type Catalogue = readonly { permission: string; title: string }[];

/** Permissions by the titles that the catalogue gives them. */
function titled(value: string | null | undefined, catalogue: Catalogue): string | null | undefined {
  return value?.split(', ').map((name) => catalogue.find(({ permission }) => permission === name)?.title ?? name).join(', ');
}

/** A change of one field: its name, and what it was and became. */
export function changeWords(
  { field, from, to }: HistoryEventFragment['changes'][number], catalogue: Catalogue,
): { field: string; words: string } {
  const wordsOf = (value: string | null | undefined) => valueWords(field === 'permissions' ? titled(value, catalogue) : value);
  return { field: t.fields[field] ?? field, words: t.changed(wordsOf(from), wordsOf(to)) };
}
