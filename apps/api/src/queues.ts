import { DOWNLOAD_QUEUE, DOWNLOAD_QUEUE_OPTIONS } from './bulk-download/bulk-download.service';
import {
  APPLY_QUEUE, APPLY_QUEUE_OPTIONS, CHECK_QUEUE, CHECK_QUEUE_OPTIONS,
} from './bulk-upload/bulk-queues';
import type { QueueOptions } from './platform/jobs/job-queue';
import { MAIL_QUEUE, MAIL_QUEUE_OPTIONS } from './platform/mail/mail-outbox';

/** Every queue there is. */
export const queues: Record<string, QueueOptions> = {
  [MAIL_QUEUE]: MAIL_QUEUE_OPTIONS,
  [DOWNLOAD_QUEUE]: DOWNLOAD_QUEUE_OPTIONS,
  [CHECK_QUEUE]: CHECK_QUEUE_OPTIONS,
  [APPLY_QUEUE]: APPLY_QUEUE_OPTIONS,
};
