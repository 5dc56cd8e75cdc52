import { GraphQLError } from 'graphql';

/** Faults outside the rules (ACC-3): GraphQL errors with `extensions.code`. */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'TWO_FACTOR_REQUIRED'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'DOCUMENT_TOO_COMPLEX'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'IDEMPOTENCY_IN_PROGRESS'
  | 'IDEMPOTENCY_NOT_SUPPORTED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

function fault(code: FaultCode, message: string, http?: { status: number }): GraphQLError {
  return new GraphQLError(message, { extensions: http ? { code, http } : { code } });
}

const STATUS: Record<string, number> = {
  BAD_USER_INPUT: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, TWO_FACTOR_REQUIRED: 403,
  RATE_LIMITED: 429, SERVICE_UNAVAILABLE: 503,
};

/** How HTTP names a fault that is the answer as a whole. */
export function statusOfFault(error: unknown): number | undefined {
  return error instanceof GraphQLError ? STATUS[String(error.extensions.code)] : undefined;
}

export const unauthenticated = (message = 'Please sign in first.') => fault('UNAUTHENTICATED', message);
export const forbidden = (message = 'Your role does not allow this. Ask an admin of the project space.') =>
  fault('FORBIDDEN', message);
export const twoFactorRequired = (message: string) => fault('TWO_FACTOR_REQUIRED', message);
export const isTwoFactorRequired = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.extensions.code === 'TWO_FACTOR_REQUIRED';
export const badUserInput = (message: string) => fault('BAD_USER_INPUT', message);
export const unreadableInput = () => badUserInput(
  'A text in this request holds what no text can: U+0000, half of a surrogate pair, or a moment that is none.');
export const streamsElsewhere = () => badUserInput(
  'Subscriptions are streamed: POST them to /graphql/stream with the header Accept: text/event-stream.');
export const documentTooComplex = (message: string) => fault('DOCUMENT_TOO_COMPLEX', message, { status: 400 });
export const idempotencyKeyReused = () => fault(
  'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for something else in the last 24 hours. Please make a new one.', { status: 422 });
export const idempotencyInProgress = () => fault(
  'IDEMPOTENCY_IN_PROGRESS', 'A request with this Idempotency-Key is still being worked on. Please try again shortly.', { status: 409 });
export const idempotencyNotSupported = (message: string) => fault('IDEMPOTENCY_NOT_SUPPORTED', message, { status: 400 });
export const tooManyRequests = (retryAfter: number) => new GraphQLError(
  `This is more than may be asked in a minute. Please try again in ${retryAfter} seconds.`,
  { extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } } });
export const serviceUnavailable = () =>
  fault('SERVICE_UNAVAILABLE', 'The service cannot answer right now. Nothing was changed. Please try again shortly.');
export const surprise = (requestId: string) =>
  fault('INTERNAL_SERVER_ERROR', `Something went wrong on our side. If it happens again, report request ${requestId}.`);
