import type { GraphQLSchema } from 'graphql';
import type { PubSub } from 'type-graphql';

/** TypeGraphQL asks for a broker of messages where there are subscriptions; none of ours uses one. */
export const noBroker: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => { throw new Error(`Nothing opens the stream ${topic}.`); },
};

type Open = (context: never, args: Record<string, unknown>) => Promise<AsyncIterable<object>>;

/** Names what opens each subscription of the schema; none is left without. */
export function openStreamsWith(schema: GraphQLSchema, openers: Record<string, Open>): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const open = openers[field.name];
    if (!open) throw new Error(`Nothing opens the stream ${field.name}.`);
    field.subscribe = async (_source, args, context) => await open(context as never, args as Record<string, unknown>);
  }
}
