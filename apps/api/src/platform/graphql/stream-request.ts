import {
  type DocumentNode, type ExecutionArgs, getOperationAST, GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule,
  OperationTypeNode, parse, specifiedRules, validate,
} from 'graphql';
import { costOf } from './cost-budget';
import { countNodes, excessOfNodes } from './document-cost';
import { DOCUMENT_LIMITS, findExcess } from './document-limits';
import { badUserInput, documentTooComplex, tooManyRequests } from './faults';
import type { Spending } from './limit-plugin';

export interface StreamRequestOptions<Context> {
  schema: GraphQLSchema;
  introspection: boolean;
  spending?: Spending<Context>;
}

interface Asked {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

const withCode = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: DOCUMENT_LIMITS.tokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

/** A subscription under the same limits as any other document (ACC-3), or the errors why not. */
export function readStreamRequest<Context>(
  body: unknown, contextValue: Context, { schema, introspection, spending }: StreamRequestOptions<Context>,
): ExecutionArgs | readonly GraphQLError[] {
  const { query, variables, operationName } = (body ?? {}) as Asked;
  if (typeof query !== 'string') return [badUserInput('The request must hold a "query".')];
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return [badUserInput('"variables" must be an object.')];
  if (operationName != null && typeof operationName !== 'string') return [badUserInput('"operationName" must be a text.')];
  try {
    const document = parsed(query);
    const excess = findExcess(document);
    if (excess) throw documentTooComplex(excess);
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const faults = validate(schema, document, rules, { maxErrors: 10 });
    if (faults.length > 0) return faults.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) throw badUserInput('Only subscriptions are streamed. Send others to /graphql.');
    const variableValues = (variables ?? {}) as Record<string, unknown>;
    const nodes = countNodes(schema, document, operation, variableValues);
    const tooMany = excessOfNodes(nodes);
    if (tooMany) throw documentTooComplex(tooMany);
    spend(costOf(operation, nodes), contextValue, spending);
    return { schema, document, operationName, variableValues, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function spend<Context>(cost: number, context: Context, spending?: Spending<Context>): void {
  const spender = spending?.spenderOf(context) ?? null;
  if (!spending || spender === null) return;
  const { isSpent, seconds } = spending.budget.spend(spender, cost);
  if (isSpent) throw tooManyRequests(seconds);
}
