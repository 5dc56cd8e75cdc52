import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { findCostExcess } from './document-cost';
import { findExcess } from './document-limits';
import { documentTooComplex } from './faults';

/**
 * Refuses documents that ask for too much (ACC-3). Their shape is judged before validation; Apollo lets nobody refuse
 * there, so a harmless document takes the place of the refused one until the next step, which may.
 */
export function limitDocuments(schema: GraphQLSchema): ApolloServerPlugin<BaseContext> {
  const refused = new WeakMap<DocumentNode, string>();
  return {
    requestDidStart: async () => ({
      validationDidStart: async (context) => {
        const excess = findExcess(context.document);
        if (excess === null) return;
        const standIn = parse('{ __typename }');
        refused.set(standIn, excess);
        (context as { document: DocumentNode }).document = standIn;
      },
      didResolveOperation: async ({ document, operation, request }) => {
        const excess = refused.get(document)
          ?? (operation && findCostExcess(schema, document, operation, request.variables ?? {}));
        if (excess) throw documentTooComplex(excess);
      },
    }),
  };
}
