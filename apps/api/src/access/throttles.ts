import type { counterStore } from '../platform/throttle/counter-store';
import { Throttle } from '../platform/throttle/throttle';

export interface Limits {
  signInAddress: number;
  signInClient: number;
  secondFactor: number;
}

const SPAN_SECONDS = 15 * 60;

export type Throttles = ReturnType<typeof createThrottles>;

/** What may fail only so often in 15 minutes, each with counters of its own (SIG-3). */
export function createThrottles(
  store: ReturnType<typeof counterStore>, { signInAddress, signInClient, secondFactor }: Limits,
) {
  const throttle = (name: string, count: number) => new Throttle(store, { name, count, seconds: SPAN_SECONDS });
  return {
    signInAddress: throttle('sign-in-address', signInAddress),
    signInClient: throttle('sign-in-client', signInClient),
    /** By person: over all sign-in attempts and both kinds of code (TFA-4). */
    secondFactor: throttle('second-factor', secondFactor),
    /** By person: the password asked for again, so that guesses at sign-in do not stop somebody who is in. */
    password: throttle('password', signInAddress),
    resetAddress: throttle('reset-address', signInAddress),
    resetClient: throttle('reset-client', signInClient),
    /** By person and by new address: links that confirm an e-mail. */
    emailChange: throttle('email-change', signInAddress),
    /** By client: links that are not known. One that works is never asked whether others failed. */
    link: throttle('link', signInClient),
  };
}
