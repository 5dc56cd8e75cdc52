import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from '@apollo/server';
import {
  type DocumentNode, type GraphQLFormattedError, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode, parse,
} from 'graphql';
import { type CostBudget, costOf } from './cost-budget';
import { countNodes, excessOfNodes } from './document-cost';
import { findExcess } from './document-limits';
import { documentTooComplex, streamsElsewhere, tooManyRequests } from './faults';

/** Who may spend how much; null for somebody unknown, whose attempts are throttled elsewhere. */
export interface Spending<Context> {
  budget: CostBudget;
  spenderOf: (context: Context) => string | null;
}

/** What is left stands in the headers of draft-ietf-httpapi-ratelimit-headers. */
function spend<Context extends BaseContext>(
  { budget, spenderOf }: Spending<Context>, { contextValue, response }: GraphQLRequestContext<Context>,
  operation: OperationDefinitionNode, nodes: number,
): void {
  const spender = spenderOf(contextValue);
  if (spender === null) return;
  const { left, seconds, isSpent } = budget.spend(spender, costOf(operation, nodes));
  const { headers } = response.http;
  headers.set('ratelimit-policy', `"cost";q=${budget.perMinute};w=60`);
  headers.set('ratelimit', `"cost";r=${left};t=${seconds}`);
  if (!isSpent) return;
  headers.set('retry-after', String(seconds));
  throw tooManyRequests(seconds);
}

const isTooComplex = ({ extensions }: GraphQLFormattedError) => extensions?.code === 'DOCUMENT_TOO_COMPLEX';

/**
 * Refuses documents that ask for too much (ACC-3), and whoever asks too much in a minute. A document's shape is judged
 * before validation; Apollo lets nobody refuse there, so a harmless document takes the place of the refused one until the
 * next step, which may.
 */
export function limitDocuments<Context extends BaseContext>(
  schema: GraphQLSchema, spending?: Spending<Context>,
): ApolloServerPlugin<Context> {
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
      didResolveOperation: async (context) => {
        const { document, operation, request } = context;
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw streamsElsewhere();
        const known = refused.get(document);
        const nodes = known || !operation ? 0 : countNodes(schema, document, operation, request.variables ?? {});
        const excess = known ?? excessOfNodes(nodes);
        if (excess) throw documentTooComplex(excess);
        if (spending && operation) spend(spending, context, operation, nodes);
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        const excess = body.singleResult.errors?.find(isTooComplex);
        if (excess) body.singleResult = { errors: [excess] };
      },
    }),
  };
}
