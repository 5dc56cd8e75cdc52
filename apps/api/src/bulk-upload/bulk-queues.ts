import type { QueueOptions } from '../platform/jobs/job-queue';

/** Reads a file and judges its rows: one job for each upload, in turn with those of other project spaces. */
export const CHECK_QUEUE = 'bulk-upload-check';
export const CHECK_QUEUE_OPTIONS: QueueOptions = { leaseSeconds: 60, batchSize: 1, turnsBy: 'projectSpaceId' };

/** Applies: one job for each batch. */
export const APPLY_QUEUE = 'bulk-upload-apply';
export const APPLY_QUEUE_OPTIONS: QueueOptions = { leaseSeconds: 30, batchSize: 1 };

export const ROWS_AT_ONCE = 1_000;
/** A step that breaks off so often in a row will not succeed. */
export const MOST_FAILURES = 20;
