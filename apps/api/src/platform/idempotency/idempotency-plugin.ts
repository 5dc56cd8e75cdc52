import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Clock } from '../clock';
import type { RequestScope } from '../graphql/request-scope';
import { badUserInput, idempotencyInProgress, idempotencyNotSupported } from '../graphql/faults';
import type { TransactionGuard } from './guarded-transaction';
import { type Claimed, claimedBy, fingerprintOf, isIdempotencyKey, rootFields } from './idempotency-key';
import { IdempotentRequest } from './idempotent-request';
import { OneByOne } from './one-by-one';

export interface Idempotency<Context> {
  guard: TransactionGuard;
  clock: Clock;
  /** Whose keys these are: the person or API key; null for somebody unknown. */
  scopeOf: (context: Context) => string | null;
  /** What whoever asks can do, kept with the answer as JSON. */
  standingOf: (context: Context) => object;
  /** Whether whoever asks has lost nothing of what was kept. */
  holdsStill: (context: Context, then: object) => boolean;
  /** Mutations whose answers carry a secret or a cookie. */
  neverStored: ReadonlySet<string>;
}

const PATIENCE_MS = 10_000;

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/** A fault found by a hook that may not throw is the answer. */
function answerOf(error: unknown): { status: number; answer: Answer } {
  if (!(error instanceof GraphQLError)) throw error;
  const { code, http } = error.extensions as { code: string; http?: { status: number } };
  return { status: http?.status ?? 500, answer: { errors: [{ message: error.message, extensions: { code } }] } };
}

/** API-3: a mutation with an Idempotency-Key is done once, together with its answer, and answers the same when it comes again. */
export function guardRepeats<Context extends object>(
  { guard, clock, scopeOf, standingOf, holdsStill, neverStored }: Idempotency<Context>,
): ApolloServerPlugin<Context & RequestScope> {
  const turns = new OneByOne(PATIENCE_MS);

  function claimOf(asked: GraphQLRequestContext<Context & RequestScope>, key: string): Claimed {
    const { document, operation, contextValue } = asked;
    if (!isIdempotencyKey(key)) throw badUserInput('An Idempotency-Key has 1 to 255 visible ASCII characters.');
    const fields = document && operation ? rootFields(document, operation) : [];
    if (fields.length !== 1) throw idempotencyNotSupported('With an Idempotency-Key a document holds one mutation field.');
    const scopeId = scopeOf(contextValue);
    if (neverStored.has(fields[0] ?? '') || scopeId === null) {
      throw idempotencyNotSupported('This answer is never stored. Please ask without an Idempotency-Key.');
    }
    return claimedBy(scopeId, key);
  }

  async function begin(asked: GraphQLRequestContext<Context & RequestScope>, claimed: Claimed): Promise<IdempotentRequest> {
    const endTurn = await turns.turn(String(claimed.lock));
    if (!endTurn) throw idempotencyInProgress();
    guard.atEnd(endTurn);
    const { query = '', operationName, variables } = asked.request;
    const fingerprint = fingerprintOf(query, operationName ?? null, variables ?? {});
    const { contextValue } = asked;
    return new IdempotentRequest(await guard.open(), claimed, {
      fingerprint, standing: standingOf(contextValue), holdsStill: (then) => holdsStill(contextValue, then),
    }, clock.now());
  }

  /** An answer with errors is not stored, so what it did is taken back. */
  async function settle(request: IdempotentRequest, { data, errors }: Answer): Promise<Answer> {
    if (errors?.length) {
      await request.takeBack();
      return { data: null, errors };
    }
    return (await request.store({ data })) as Answer;
  }

  function listen(key: string): GraphQLRequestListener<Context & RequestScope> {
    let claimed: Claimed | null = null;
    let request: IdempotentRequest | null = null;
    return {
      didResolveOperation: async (asked) => {
        if (asked.operation?.operation === 'mutation') claimed = claimOf(asked, key);
      },
      responseForOperation: async (asked) => {
        if (!claimed) return null;
        const { http } = asked.response;
        try {
          const mine = await begin(asked, claimed);
          const stored = await mine.claim();
          if (!stored) {
            request = mine;
            return null;
          }
          http.headers.set('idempotency-replayed', 'true');
          return { http, body: { kind: 'single', singleResult: stored } };
        } catch (error) {
          const { status, answer } = answerOf(error);
          http.status = status;
          return { http, body: { kind: 'single', singleResult: answer } };
        }
      },
      willSendResponse: async ({ response: { body, http } }) => {
        if (!request || body.kind !== 'single') return;
        try {
          body.singleResult = (await settle(request, body.singleResult));
        } catch (error) {
          const { status, answer } = answerOf(error);
          http.status = status;
          body.singleResult = answer;
        }
      },
    };
  }

  return {
    requestDidStart: async ({ contextValue: { idempotencyKey } }) => (idempotencyKey === undefined ? {} : listen(idempotencyKey)),
  };
}
