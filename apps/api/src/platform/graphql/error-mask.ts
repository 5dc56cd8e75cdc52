import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isDatabaseUnavailable, isUnreadableInput } from '../database/constraint-refusals';
import type { Logger } from '../http/logger';
import { RateLimited } from '../throttle/throttle.errors';
import { withoutEchoedValues } from './echoed-values';
import { serviceUnavailable, surprise, unreadableInput } from './faults';

/** ACC-3: these leave as they are, with their path. */
const PUBLIC_CODES = new Set([
  'UNAUTHENTICATED', 'FORBIDDEN', 'TWO_FACTOR_REQUIRED', 'RATE_LIMITED', 'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'DOCUMENT_TOO_COMPLEX', 'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_NOT_SUPPORTED', 'SERVICE_UNAVAILABLE',
]);

/** Codes of Apollo's own that say the request was wrong. */
const WRONG_REQUEST = new Set(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED']);

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** A variable's null or absence is found by graphql-js only when it reads the argument; it gives no code then. */
function isWrongArgument(cause: unknown): boolean {
  return cause instanceof GraphQLError && !cause.extensions.code && cause.message.startsWith('Argument "');
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

function publicCode({ message, extensions }: GraphQLFormattedError, cause: unknown): string | null {
  const code = String(extensions?.code);
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(message)) return 'DOCUMENT_TOO_COMPLEX';
  if (PUBLIC_CODES.has(code)) return code;
  return WRONG_REQUEST.has(code) || isWrongArgument(cause) ? 'BAD_USER_INPUT' : null;
}

const withoutSuggestion = (message: string) => message.replace(/ Did you mean [^]*$/, '');

export class ErrorMask {
  private readonly requests = new WeakMap<object, string>();

  constructor(private readonly logger: Logger, private readonly suggestions: boolean) {}

  /** Apollo formats errors without saying whose they are. */
  belongs(errors: readonly unknown[], requestId: string): void {
    for (const error of errors) {
      if (error instanceof Error) this.requests.set(error, requestId);
    }
  }

  readonly format = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    if (cause instanceof RateLimited) {
      // Where an answer has no userErrors.
      const { code: limited, retryAfter } = cause;
      return { ...formatted, extensions: { code: limited, retryAfter } };
    }
    if (isUnreadableInput(cause)) {
      const { message, extensions } = unreadableInput();
      return { ...formatted, message, extensions: { code: extensions.code } };
    }
    const code = publicCode(formatted, cause);
    if (code === null) return { ...formatted, ...this.mask(formatted, error, cause) };
    const { retryAfter } = formatted.extensions ?? {};
    const message = withoutEchoedValues(formatted.message, cause instanceof Error ? cause.message : undefined);
    return {
      ...formatted,
      message: this.suggestions ? message : withoutSuggestion(message),
      extensions: { code, ...(retryAfter !== undefined && { retryAfter }) },
    };
  };

  private mask({ path }: GraphQLFormattedError, error: unknown, cause: unknown): GraphQLFormattedError {
    const requestId = this.requests.get(error as object) ?? this.requests.get(cause as object) ?? randomUUID();
    const unavailable = isDatabaseUnavailable(cause);
    this.logger.error({ requestId, path, err: cause }, unavailable ? 'The database is out of reach.' : 'A surprise.');
    const { message, extensions } = unavailable ? serviceUnavailable() : surprise(requestId);
    return { message, extensions: { code: extensions.code } };
  }
}
