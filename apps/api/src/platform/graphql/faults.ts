import { GraphQLError } from 'graphql';

/** Faults outside the rules (ACC-3): GraphQL errors with `extensions.code`. */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'DOCUMENT_TOO_COMPLEX'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

function fault(code: FaultCode, message: string, http?: { status: number }): GraphQLError {
  return new GraphQLError(message, { extensions: http ? { code, http } : { code } });
}

export const unauthenticated = () => fault('UNAUTHENTICATED', 'Please sign in first.');
export const forbidden = (message = 'Your role does not allow this. Ask an admin of the project space.') =>
  fault('FORBIDDEN', message);
export const badUserInput = (message: string) => fault('BAD_USER_INPUT', message);
export const documentTooComplex = (message: string) => fault('DOCUMENT_TOO_COMPLEX', message, { status: 400 });
export const serviceUnavailable = () =>
  fault('SERVICE_UNAVAILABLE', 'The service cannot answer right now. Nothing was changed. Please try again shortly.');
export const surprise = (requestId: string) =>
  fault('INTERNAL_SERVER_ERROR', `Something went wrong on our side. If it happens again, report request ${requestId}.`);
