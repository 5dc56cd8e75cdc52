import { setImmediate } from 'node:timers/promises';

/** Between two pieces of long work: whoever waits for this process has their turn, so that a page comes while a sheet is applied. */
export const letOthersThrough = async (): Promise<void> => await setImmediate();
