import type { WebhookEvent } from '../../gql/graphql';
import { texts } from '../../texts';

type Group = keyof typeof texts.webhooks.groups;

/** Every event of the schema: the texts have one for each, or they do not compile. */
export const ALL_EVENTS = Object.keys(texts.webhooks.events) as WebhookEvent[];

const groupOf = (event: WebhookEvent) => event.split('_')[0] as Group;

export const GROUPS = (Object.keys(texts.webhooks.groups) as Group[]).map((group) => ({
  title: texts.webhooks.groups[group], events: ALL_EVENTS.filter((event) => groupOf(event) === group),
}));

/** The choice with one more or less, in the order of the catalogue. */
export function chosenWith(chosen: readonly WebhookEvent[], event: WebhookEvent, isChosen: boolean): WebhookEvent[] {
  return ALL_EVENTS.filter((one) => (one === event ? isChosen : chosen.includes(one)));
}

export const eventsSummary = (events: readonly WebhookEvent[]): string =>
  (events.length === ALL_EVENTS.length ? texts.webhooks.all : texts.webhooks.some(events.length));
