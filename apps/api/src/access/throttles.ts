import type { counterStore } from '../platform/throttle/counter-store';
import { Throttle } from '../platform/throttle/throttle';

export interface Limits {
  signInAddress: number;
  signInClient: number;
  secondFactor: number;
}

const SPAN_SECONDS = 15 * 60;
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;

export type Throttles = ReturnType<typeof createThrottles>;

/** What may be tried only so often, in 15 minutes where nothing else is said, each with counters of its own (SIG-3). */
export function createThrottles(
  store: ReturnType<typeof counterStore>, { signInAddress, signInClient, secondFactor }: Limits,
) {
  const throttle = (name: string, count: number, seconds = SPAN_SECONDS) => new Throttle(store, { name, count, seconds });
  return {
    signInAddress: throttle('sign-in-address', signInAddress),
    signInClient: throttle('sign-in-client', signInClient),
    /** By person: over all sign-in attempts and both kinds of code (TFA-4). */
    secondFactor: throttle('second-factor', secondFactor),
    /** By person: the password asked for again, so that guesses at sign-in do not stop somebody who is in. */
    password: throttle('password', signInAddress),
    /** As long as a link works: whoever is refused one because others asked has one that works (SIG-4), and few are mailed in a day. */
    resetAddress: throttle('reset-address', signInAddress, HOUR_SECONDS),
    resetClient: throttle('reset-client', signInClient),
    /** By person and by new address: links that confirm an e-mail, and go to whoever has it (INV-15). */
    emailChange: throttle('email-change', signInAddress, DAY_SECONDS),
    /** By client: links that are not known. One that works is never asked whether others failed. */
    link: throttle('link', signInClient),
  };
}
