import { QueryFailedError } from 'typeorm';
import type { Refusal } from '../refusal';

interface DriverError {
  code?: string;
  constraint?: string;
}

const refusals = new Map<string, () => Refusal>();

/** A named constraint says the same "no" as the check before it, so that a race and a look-up give one answer. */
export function refuseOnConstraint(constraint: string, refusal: () => Refusal): void {
  refusals.set(constraint, refusal);
}

export function refusalOfConstraint(error: unknown): Refusal | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { constraint } = error.driverError as DriverError;
  return (constraint && refusals.get(constraint)?.()) || null;
}

/** U+0000 in a text and in JSON; a moment that is none, and one that no calendar has. */
const UNREADABLE_INPUT = new Set(['22021', '22P05', '22007', '22008']);

/** Whether the database could not read a text as it was sent: the request is at fault, and nothing was changed. */
export function isUnreadableInput(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code = '', message } = error.driverError as DriverError & Error;
  // All JSON is written by us, but half of a pair in it stays one.
  return UNREADABLE_INPUT.has(code) || (code === '22P02' && message === 'invalid input syntax for type json');
}

const CONNECTION_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P02', '57P03', '08006', '08001', '53300']);

/** Whether the database was out of reach, too busy or too slow: worth trying again, and nobody's mistake. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? (error.driverError as DriverError & Error) : error;
  if (!(cause instanceof Error)) return false;
  const { code } = cause as DriverError;
  return (code !== undefined && CONNECTION_FAULTS.has(code))
    || /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i.test(cause.message);
}
