import { daysAfter } from '../platform/clock';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import type { PeriodicJob } from '../platform/jobs/periodic-jobs';
import { LAPSES_AFTER_DAYS } from './bulk-upload.policy';
import type { LapseRepository } from './lapse.repository';

const FILES_AT_ONCE = 50;
const FILE_IS_AWAITED_DAYS = 1;

/** UPL-9: what nobody applied goes; so do files that have been read. */
export function lapsedUploads(lapse: LapseRepository): PeriodicJob {
  return {
    name: 'clean-up:bulk-uploads', everySeconds: 60 * 60,
    work: async (tx, now) => {
      const before = daysAfter(now, -LAPSES_AFTER_DAYS);
      await lapse.endForgotten(tx, now, before, daysAfter(now, -FILE_IS_AWAITED_DAYS));
      const files = await lapse.removeFiles(tx, FILES_AT_ONCE);
      const rows = await lapse.removeRows(tx, before, CLEANED_AT_ONCE);
      return files === FILES_AT_ONCE || rows === CLEANED_AT_ONCE;
    },
  };
}
