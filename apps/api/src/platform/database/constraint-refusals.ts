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

const CONNECTION_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P02', '57P03', '08006', '08001', '53300']);

/** Whether the database was out of reach, too busy or too slow: worth trying again, and nobody's mistake. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? (error.driverError as DriverError & Error) : error;
  if (!(cause instanceof Error)) return false;
  const { code } = cause as DriverError;
  return (code !== undefined && CONNECTION_FAULTS.has(code))
    || /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i.test(cause.message);
}
